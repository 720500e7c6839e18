import { loadPeer } from "../peers/index.js";
import type { Peer, Session } from "../peers/peer.js";
import { versionsOf } from "../report/versions.js";
import { scenarioNamed } from "../scenarios/index.js";
import type { Answer, Assignment, Request } from "./messages.js";
import { seeded } from "./seeded.js";

/**
 * One peer in a process of its own, so that heaps, type feedback and parsers set for the whole process do not mix. It
 * stays warm between its turns, and does nothing while others have theirs.
 */
const assignment = JSON.parse(process.argv[2] ?? "{}") as Assignment;

const answer = (message: Answer): void => {
  process.send?.(message);
};

async function open(): Promise<{ peer: Peer; session: Session }> {
  const peer = await loadPeer(assignment.peer);
  return { peer, session: await peer.connect(assignment.url, assignment.pool) };
}

async function measure(session: Session, { scenario, operations, turn }: Request & { type: "run" }): Promise<Answer> {
  const work = { users: assignment.users, label: `${assignment.peer}_${turn}` };
  const { run } = scenarioNamed(scenario);
  // A few operations that do not count: sockets, caches and branch predictors forgot this process meanwhile.
  const lead = { ...work, operations: Math.ceil(operations / 20), label: `${work.label}_lead`, random: seeded(turn) };
  await run(session, lead);
  const measured = { ...work, operations, random: seeded(turn + 0.5) };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await run(session, measured);
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { type: "done", milliseconds, cpuMilliseconds: (user + system) / 1000 };
}

async function obey(session: Session, request: Request): Promise<Answer> {
  if (request.type === "run") return measure(session, request);
  if (request.type === "verify") {
    await scenarioNamed(request.scenario).verify(session, assignment.users, request.place);
  } else {
    await session.close();
    process.disconnect();
  }
  return { type: "done", milliseconds: 0, cpuMilliseconds: 0 };
}

const fail = (error: unknown): void => {
  answer({ type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};

// Also when the parent is gone without a word.
process.on("disconnect", () => process.exit());

open().then(({ peer, session }) => {
  process.on("message", (request: Request) => {
    obey(session, request).then((message) => process.connected && answer(message), fail);
  });
  answer({ type: "ready", label: peer.label, versions: versionsOf(peer.packages) });
}, fail);
