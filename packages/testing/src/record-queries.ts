import type { Database } from "@chakra-orm/core";
import { type QueryLog, Statements } from "./query-log.js";

/** A log that grows until it is stopped. */
export interface QueryRecording extends QueryLog {
  /** Forgets what was heard so far. */
  clear(): void;
  /** Ends it; what was heard stays readable. */
  stop(): void;
}

/**
 * Listens to every statement of a database, whoever sends it, until `stop()`. For a piece of work that can be put into
 * a function, `countQueries` is the better choice: it hears that work only.
 *
 * @example
 * const recording = recordQueries(db);
 * await User.count();
 * recording.stop();
 * console.assert(recording.count === 1 && recording.of("select").length === 1);
 */
export function recordQueries(db: Database): QueryRecording {
  const log = new Statements();
  return Object.assign(log, { stop: db.on("query", (event) => log.add(event)) });
}
