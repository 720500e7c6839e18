import type { Bench } from "../database/prepare.js";
import { withBench } from "../database/with-bench.js";
import { loadPeer, type PeerName } from "../peers/index.js";
import type { Peer } from "../peers/peer.js";
import type { Progress } from "../report/progress.js";
import { versionsOf } from "../report/versions.js";
import { seeded, shuffled } from "../speed/seeded.js";
import { type Spread, spreadOf } from "../statistics/spread.js";
import type { ImportMeasured, RecordsJob, RecordsMeasured } from "./messages.js";
import { runProcess } from "./run-process.js";

/** What to measure. */
export interface MemoryPlan {
  readonly peers: readonly PeerName[];
  readonly users: number;
  readonly rounds: number;
  /** Node's own flags for the peers' processes, such as export conditions. */
  readonly flags: readonly string[];
}

/** What is said of one peer: milliseconds and bytes. What it has no way to do is left out. */
export interface MemorySummary {
  readonly peer: PeerName;
  readonly label: string;
  readonly importMilliseconds: Spread;
  readonly importResident: Spread;
  readonly usersHeap: Spread;
  readonly commentsHeap: Spread;
  readonly commentsResident: Spread;
  readonly streamPeak?: Spread;
}

/** What a measurement of memory found. */
export interface MemoryReport {
  readonly users: number;
  /** How many comments were kept, and streamed. */
  readonly comments: number;
  readonly rounds: number;
  readonly postgres: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly summaries: readonly MemorySummary[];
}

interface Findings {
  readonly peer: Peer & { readonly name: PeerName };
  readonly imports: ImportMeasured[];
  readonly kept: RecordsMeasured[];
  readonly streamed: RecordsMeasured[];
}

/** Measures every peer once a round, each time in fresh processes, in another order each round. */
export async function measureMemory(plan: MemoryPlan, progress: Progress): Promise<MemoryReport> {
  return withBench(plan.users, progress, (bench) => measureOn(plan, bench, progress));
}

async function measureOn(plan: MemoryPlan, bench: Bench, progress: Progress): Promise<MemoryReport> {
  const found: Findings[] = [];
  for (const name of plan.peers) {
    found.push({ peer: { ...(await loadPeer(name)), name }, imports: [], kept: [], streamed: [] });
  }
  for (let round = 1; round <= plan.rounds; round++) {
    for (const each of shuffled(found, seeded(round))) {
      progress.step(`Round ${round} of ${plan.rounds}: ${each.peer.label}`);
      await measureOnce(each, bench.url, plan.flags);
    }
  }
  return {
    users: plan.users,
    comments: found[0]?.kept[0]?.comments ?? 0,
    rounds: plan.rounds,
    postgres: bench.version,
    versions: versionsOf([...new Set(found.flatMap(({ peer }) => peer.packages))]),
    summaries: found.map(summaryOf),
  };
}

async function measureOnce({ peer, imports, kept, streamed }: Findings, url: string, flags: readonly string[]) {
  const job = { peer: peer.name, url } as const;
  // Chakra's sources cannot be imported without a loader, so imports are always those of what is built.
  imports.push(await runProcess<ImportMeasured>("import", peer.imports, []));
  kept.push(await runProcess<RecordsMeasured>("records", { ...job, how: "keep" } satisfies RecordsJob, flags));
  const read = await runProcess<RecordsMeasured>("records", { ...job, how: "stream" } satisfies RecordsJob, flags);
  if (read.comments > 0) streamed.push(read);
}

function summaryOf({ peer, imports, kept, streamed }: Findings): MemorySummary {
  const of = (list: readonly RecordsMeasured[], figure: keyof RecordsMeasured): Spread =>
    spreadOf(list.map((each) => each[figure] ?? Number.NaN));
  return {
    peer: peer.name,
    label: peer.label,
    importMilliseconds: spreadOf(imports.map(({ milliseconds }) => milliseconds)),
    importResident: spreadOf(imports.map(({ bytes }) => bytes)),
    usersHeap: of(kept, "usersHeap"),
    commentsHeap: of(kept, "commentsHeap"),
    commentsResident: of(kept, "commentsResident"),
    ...(streamed.length > 0 && { streamPeak: of(streamed, "streamPeak") }),
  };
}
