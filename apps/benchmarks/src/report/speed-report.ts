import type { ServerLimit } from "../server/pgbench.js";
import type { Summary } from "../statistics/summarise.js";

/** What a measurement of speed found. Names no machine. */
export interface SpeedReport {
  readonly users: number;
  readonly pool: number;
  /** Its name and version. */
  readonly database: string;
  /** Installed versions by package. */
  readonly versions: Readonly<Record<string, string>>;
  /** What the tables call each peer. */
  readonly labels: Readonly<Record<string, string>>;
  /** The peer that the others are divided by. */
  readonly base: string;
  readonly scenarios: readonly ScenarioReport[];
  /** What the server itself can do; missing where nothing could ask it, and where it is no server. */
  readonly limits?: readonly ServerLimit[];
}

/** One scenario's figures. */
export interface ScenarioReport {
  readonly name: string;
  readonly title: string;
  /** What the README calls it. */
  readonly short: string;
  /** How many of them counted. */
  readonly rounds: number;
  readonly peers: readonly Summary[];
}
