import type { Scenario } from "../scenarios/scenario.js";
import type { Measurement } from "../statistics/measurement.js";
import type { Contender } from "./contender.js";
import { seeded, shuffled } from "./seeded.js";

/** How long to measure. */
export interface Effort {
  /** Rounds before those that count, in which code gets compiled and caches get warm. */
  readonly warmUp: number;
  readonly rounds: number;
  /** How long a turn is. What takes longer is done once a turn. */
  readonly milliseconds: number;
  /**
   * How long a scenario may take. Where turns are long or the machine is busy, there are fewer rounds: half of the
   * time at most goes into warming up, and three rounds count in any case.
   */
  readonly seconds: number;
}

/** Told before each round. */
export type RoundListener = (round: number, of: number) => void;

/** Fewer would have no median to speak of. */
const fewest = 3;

/**
 * Lets every contender have a turn in every round, in another order each time. One works while the others wait, so that
 * a slow minute of the machine falls on all of them alike.
 */
export async function runRounds(
  scenario: Pick<Scenario, "name">,
  contenders: readonly Contender[],
  { warmUp, rounds, milliseconds, seconds }: Effort,
  onRound: RoundListener,
  now: () => number = () => performance.now(),
): Promise<Measurement[]> {
  const begun = now();
  const spent = (share: number): boolean => now() - begun >= seconds * 1000 * share;
  const measurements: Measurement[] = [];
  let turn = 0;
  const round = async (counts: boolean): Promise<void> => {
    onRound(++turn, warmUp + rounds);
    for (const contender of shuffled(contenders, seeded(turn))) {
      const took = await contender.ask({ type: "run", scenario: scenario.name, milliseconds, turn });
      if (counts) measurements.push({ scenario: scenario.name, peer: contender.peer, round: turn, ...took });
    }
  };
  for (let i = 0; i < warmUp && (i === 0 || !spent(1 / 2)); i++) await round(false);
  for (let i = 0; i < rounds && (i < Math.min(fewest, rounds) || !spent(1)); i++) await round(true);
  return measurements;
}
