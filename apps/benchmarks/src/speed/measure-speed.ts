import type { Bench } from "../database/prepare.js";
import { withBench } from "../database/with-bench.js";
import { base, type PeerName } from "../peers/index.js";
import type { Progress } from "../report/progress.js";
import type { ScenarioReport, SpeedReport } from "../report/speed-report.js";
import { scenarioNamed } from "../scenarios/index.js";
import { findPgbench, measureServer } from "../server/pgbench.js";
import { type Contender, startContender } from "./contender.js";
import { measureScenario, namesOf } from "./measure-scenario.js";
import type { Effort } from "./rounds.js";

/** What to measure. */
export interface SpeedPlan {
  readonly peers: readonly PeerName[];
  readonly scenarios: readonly string[];
  readonly users: number;
  readonly pool: number;
  readonly effort: Effort;
  /** Node's own flags for the peers' processes. */
  readonly flags: readonly string[];
  /** How long pgbench asks the server each time; 0 leaves it out. */
  readonly serverSeconds: number;
}

/** Starts the database and the peers, lets them prove themselves, measures, and leaves nothing running. */
export async function measureSpeed(plan: SpeedPlan, progress: Progress): Promise<SpeedReport> {
  return withBench(plan.users, progress, (bench) => withContenders(plan, bench, progress));
}

async function withContenders(plan: SpeedPlan, bench: Bench, progress: Progress): Promise<SpeedReport> {
  const contenders: Contender[] = [];
  try {
    for (const peer of plan.peers) {
      progress.step(`Starting ${peer}`);
      const assignment = { database: "postgres", peer, url: bench.url, pool: plan.pool, users: plan.users } as const;
      contenders.push(await startContender(assignment, plan.flags));
    }
    const scenarios: ScenarioReport[] = [];
    for (const name of plan.scenarios) {
      scenarios.push(await measureScenario(scenarioNamed(name), plan.effort, contenders, base, bench.reset, progress));
    }
    return {
      users: plan.users,
      pool: plan.pool,
      database: `PostgreSQL ${bench.version}`,
      ...namesOf(contenders),
      base,
      scenarios,
      ...(await limitsOf(plan, bench, progress)),
    };
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
  }
}

async function limitsOf(plan: SpeedPlan, bench: Bench, progress: Progress): Promise<Pick<SpeedReport, "limits">> {
  if (plan.serverSeconds === 0) return {};
  progress.step("Asking the server with pgbench");
  const pgbench = await findPgbench();
  if (pgbench === undefined) return {};
  const { users, pool, serverSeconds: seconds } = plan;
  return { limits: await measureServer(pgbench, { url: bench.url, users, pool, seconds }) };
}
