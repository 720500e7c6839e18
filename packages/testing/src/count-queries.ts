import { AsyncLocalStorage } from "node:async_hooks";
import type { Database } from "@chakra-orm/core";
import { type QueryLog, Statements } from "./query-log.js";

/** Who counts in the running call: the innermost, which knows the one around it. */
interface Counting {
  readonly log: Statements;
  readonly outer: Counting | undefined;
}

const running = new AsyncLocalStorage<Counting>();

/** What `countQueries` gives. */
export interface QueryCount<R> extends QueryLog {
  /** What `work` gave. */
  readonly result: R;
}

/**
 * Runs `work` and tells which statements it sent. Only its own: the count follows the async context, so tests may run
 * at the same time and counts may stand inside each other. An error of `work` comes through. `count` leaves out BEGIN,
 * COMMIT, ROLLBACK and savepoints; `statements` has them.
 *
 * @example
 * const { count, result } = await countQueries(db, () => User.where({ username: "alice" }));
 * console.assert(count === 1 && result.length === 1);
 */
export async function countQueries<R>(db: Database, work: () => PromiseLike<R> | R): Promise<QueryCount<R>> {
  const log = new Statements();
  const result = await countInto(db, log, work);
  return Object.assign(log, { result });
}

/** The same with a log of the caller's, which has what was sent even if `work` throws. */
export async function countInto<R>(db: Database, log: Statements, work: () => PromiseLike<R> | R): Promise<R> {
  const counting: Counting = { log, outer: running.getStore() };
  const stop = db.on("query", (event) => {
    // A listener is called in the context of the call that it hears of.
    for (let at = running.getStore(); at !== undefined; at = at.outer) if (at === counting) log.add(event);
  });
  try {
    return await running.run(counting, async () => work());
  } finally {
    stop();
  }
}
