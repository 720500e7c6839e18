import type { Session, UserSession } from "../peers/peer.js";

/** On what to do a scenario. */
export interface Work {
  /** Rows of `users` when the scenario began; the other tables have their multiples. */
  readonly users: number;
  /** A number from 0 up to 1; the same sequence for every peer in a round. */
  readonly random: () => number;
  /** Unique in the run: for values that must not meet those of another turn. */
  readonly label: string;
}

/** One thing that programs do. Adding a scenario: this in a file of its own, and a line in index.ts. */
export interface Scenario<S extends UserSession = Session> {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the table calls it. */
  readonly title: string;
  /** What the README's table and chart call it. */
  readonly short: string;
  /** So many operations are on their way at the same time; one if nothing is said. */
  readonly callers?: number;
  /** Whether it changes rows of `users`, so that they have to be made anew. */
  readonly writes?: true;
  /** Whether the peer has a way to do it; everyone has, if nothing is said. */
  possible?(session: S): boolean;
  /** Throws if the peer does not give exactly what is expected. `place` differs between peers that share the table. */
  verify(session: S, users: number, place: number): Promise<void>;
  /** Does it once. `index` counts the operations of a turn. */
  operate(session: S, work: Work, index: number): Promise<void>;
}

/** Whether this peer can do this at all. */
export const canDo = <S extends UserSession>(scenario: Scenario<S>, session: S): boolean =>
  scenario.possible?.(session) ?? true;
