import type { Progress } from "../report/progress.js";
import type { ScenarioReport, SpeedReport } from "../report/speed-report.js";
import type { Scenario } from "../scenarios/scenario.js";
import { summarise } from "../statistics/summarise.js";
import type { Contender } from "./contender.js";
import { type Effort, runRounds } from "./rounds.js";

/** Lets the contenders prove themselves in a scenario, and measures those that have a way to do it. */
export async function measureScenario(
  scenario: Pick<Scenario, "name" | "title" | "short" | "writes">,
  effort: Effort,
  everyone: readonly Contender[],
  base: string,
  reset: () => Promise<void>,
  progress: Progress,
): Promise<ScenarioReport> {
  const { name, title, short, writes } = scenario;
  const contenders = everyone.filter(({ lacks }) => !lacks.includes(name));
  progress.step(`${title}: comparing results`);
  for (const [place, contender] of contenders.entries()) {
    await contender.ask({ type: "verify", scenario: name, place });
  }
  if (writes) await reset();
  progress.step(`${title}: measuring`);
  const measurements = await runRounds(scenario, contenders, effort, (round, of) => {
    progress.tick(`${title}: round ${round} of ${of}`);
  });
  if (writes) await reset();
  const rounds = new Set(measurements.map(({ round }) => round)).size;
  return { name, title, short, rounds, peers: summarise(measurements, base) };
}

/** What reports call the contenders, and the versions of their packages. */
export function namesOf(contenders: readonly Contender[]): Pick<SpeedReport, "versions" | "labels"> {
  return {
    versions: Object.assign({}, ...contenders.map(({ versions }) => versions)),
    labels: Object.fromEntries(contenders.map(({ peer, label }) => [peer, label])),
  };
}
