import { type Bench, prepareDatabase } from "../database/prepare.js";
import { startServer } from "../database/server.js";
import { base, type PeerName } from "../peers/index.js";
import type { Progress } from "../report/progress.js";
import type { ScenarioReport, SpeedReport } from "../report/speed-report.js";
import { scenarioNamed } from "../scenarios/index.js";
import { summarise } from "../statistics/summarise.js";
import { type Contender, startContender } from "./contender.js";
import { type Effort, runRounds } from "./rounds.js";

/** What to measure. */
export interface SpeedPlan {
  readonly peers: readonly PeerName[];
  readonly scenarios: readonly string[];
  readonly users: number;
  readonly pool: number;
  readonly effort: Effort;
  /** Node's own flags for the peers' processes. */
  readonly flags: readonly string[];
}

/** Starts the database and the peers, lets them prove themselves, measures, and leaves nothing running. */
export async function measureSpeed(plan: SpeedPlan, progress: Progress): Promise<SpeedReport> {
  progress.step("Starting PostgreSQL");
  const server = await startServer();
  try {
    progress.step("Filling the tables");
    const bench = await prepareDatabase(server.url, plan.users);
    try {
      return await withContenders(plan, bench, progress);
    } finally {
      await bench.close();
    }
  } finally {
    await server.stop();
    progress.end();
  }
}

async function withContenders(plan: SpeedPlan, bench: Bench, progress: Progress): Promise<SpeedReport> {
  const contenders: Contender[] = [];
  try {
    for (const peer of plan.peers) {
      progress.step(`Starting ${peer}`);
      contenders.push(await startContender({ peer, url: bench.url, pool: plan.pool, users: plan.users }, plan.flags));
    }
    const scenarios: ScenarioReport[] = [];
    for (const name of plan.scenarios) scenarios.push(await measureScenario(name, plan, contenders, bench, progress));
    return {
      users: plan.users,
      pool: plan.pool,
      postgres: bench.version,
      versions: Object.assign({}, ...contenders.map(({ versions }) => versions)),
      labels: Object.fromEntries(contenders.map(({ peer, label }) => [peer, label])),
      base,
      scenarios,
    };
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
  }
}

async function measureScenario(
  name: string,
  { effort }: SpeedPlan,
  everyone: readonly Contender[],
  bench: Bench,
  progress: Progress,
): Promise<ScenarioReport> {
  const scenario = scenarioNamed(name);
  const contenders = everyone.filter(({ lacks }) => !lacks.includes(name));
  progress.step(`${scenario.title}: comparing results`);
  for (const [place, contender] of contenders.entries()) {
    await contender.ask({ type: "verify", scenario: name, place });
  }
  if (scenario.writes) await bench.reset();
  progress.step(`${scenario.title}: measuring`);
  const measurements = await runRounds(scenario, contenders, effort, (round, of) => {
    progress.tick(`${scenario.title}: round ${round} of ${of}`);
  });
  if (scenario.writes) await bench.reset();
  const rounds = new Set(measurements.map(({ round }) => round)).size;
  return { name, title: scenario.title, short: scenario.short, rounds, peers: summarise(measurements, base) };
}
