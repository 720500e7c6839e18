import type { Measurement } from "./measurement.js";
import { type Spread, spreadOf } from "./spread.js";

/** What is said of one peer in one scenario. */
export interface Summary {
  readonly peer: string;
  /** How many times as fast as the base it was in the same round. */
  readonly ratio: Spread;
  readonly millisecondsPerOperation: Spread;
  /** Of the client's process alone. */
  readonly cpuMillisecondsPerOperation: Spread;
}

/**
 * Divides each turn by the base's turn of the same round: whatever else the machine was doing then slowed both. The
 * ratios' median is robust against the rounds in which it did not.
 */
export function summarise(measurements: readonly Measurement[], base: string): Summary[] {
  const bases = new Map(measurements.filter(({ peer }) => peer === base).map((turn) => [turn.round, turn]));
  const peers = [...new Set(measurements.map(({ peer }) => peer))];
  return peers.map((peer) => {
    const turns = measurements.filter((turn) => turn.peer === peer);
    const ratios = turns.map((turn) => {
      const beside = bases.get(turn.round);
      if (beside === undefined) throw new RangeError(`Round ${turn.round} has no turn of ${base} to divide by.`);
      return perOperation(beside) / perOperation(turn);
    });
    return {
      peer,
      ratio: spreadOf(ratios),
      millisecondsPerOperation: spreadOf(turns.map(perOperation)),
      cpuMillisecondsPerOperation: spreadOf(turns.map((turn) => turn.cpuMilliseconds / turn.operations)),
    };
  });
}

const perOperation = ({ milliseconds, operations }: Measurement): number => milliseconds / operations;
