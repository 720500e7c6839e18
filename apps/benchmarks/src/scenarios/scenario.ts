import type { Session } from "../peers/peer.js";

/** How much of a scenario to do, and on what. */
export interface Work {
  /** Rows in the table when the scenario began. */
  readonly users: number;
  readonly operations: number;
  /** A number from 0 up to 1; the same sequence for every peer in a round. */
  readonly random: () => number;
  /** Unique in the run: for values that must not meet those of another turn. */
  readonly label: string;
}

/** One thing that programs do. Adding a scenario: this in a file of its own, and a line in index.ts. */
export interface Scenario {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the table calls it. */
  readonly title: string;
  /** Operations a turn: a fifth of a second or so, which is long beside the clock and short beside the noise. */
  readonly operations: number;
  /** Throws if the peer does not give exactly what is expected. `place` differs between peers that share the table. */
  verify(session: Session, users: number, place: number): Promise<void>;
  run(session: Session, work: Work): Promise<void>;
}
