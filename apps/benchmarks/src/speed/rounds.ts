import type { Scenario } from "../scenarios/scenario.js";
import type { Measurement } from "../statistics/measurement.js";
import type { Contender } from "./contender.js";
import { seeded, shuffled } from "./seeded.js";

/** How long to measure. */
export interface Effort {
  /** Rounds before those that count, in which code gets compiled and caches get warm. */
  readonly warmUp: number;
  readonly rounds: number;
  /** A factor on every scenario's number of operations. */
  readonly share: number;
}

/** Told before each round. */
export type RoundListener = (round: number, of: number) => void;

/**
 * Lets every contender have a turn in every round, in another order each time. One works while the others wait, so that
 * a slow minute of the machine falls on all of them alike.
 */
export async function runRounds(
  scenario: Scenario,
  contenders: readonly Contender[],
  { warmUp, rounds, share }: Effort,
  onRound: RoundListener,
): Promise<Measurement[]> {
  const operations = Math.max(1, Math.round(scenario.operations * share));
  const measurements: Measurement[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    onRound(round + warmUp + 1, warmUp + rounds);
    const turn = round + warmUp + 1;
    for (const contender of shuffled(contenders, seeded(turn))) {
      const took = await contender.ask({ type: "run", scenario: scenario.name, operations, turn });
      if (round < 0) continue;
      const { milliseconds, cpuMilliseconds } = took;
      measurements.push({
        scenario: scenario.name,
        peer: contender.peer,
        round,
        operations,
        milliseconds,
        cpuMilliseconds,
      });
    }
  }
  return measurements;
}
