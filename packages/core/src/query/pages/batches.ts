import { setImmediate } from "node:timers/promises";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { type QueryState, settled } from "../state.js";
import { withTieBreak } from "./keys.js";
import { pageFrom } from "./page.js";

/** How many records `stream` reads at a time: with more, memory grows faster than it is taken back. */
const chunk = 500;

/** All records one by one, reading some at a time: no more are in memory than one reading brings. */
export async function* streamed(state: QueryState, size = chunk): AsyncGenerator<object, void, undefined> {
  for await (const { records } of batches(state, size, undefined)) yield* records;
}

/** Records in batches, in an order that goes on where it stopped: each batch has the cursor behind it. */
export async function* batches(
  query: QueryState,
  size: unknown,
  after: string | null | undefined,
): AsyncGenerator<Batch<object>, void, undefined> {
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 1) {
    throw new QueryError(`The size of a batch is a whole number from 1 on, not ${describe(size)}.`);
  }
  const state = settled(query);
  const order = withTieBreak(state.select);
  let left = state.select.limit ?? Number.POSITIVE_INFINITY;
  let place = after;
  while (left > 0) {
    const wanted = Math.min(size, left);
    const { records, placeOf } = await pageFrom(state, order, wanted, place);
    const { length } = records;
    if (length === 0) return;
    // Before it is given away: whoever has the list may change it.
    place = placeOf(length - 1);
    yield { records, cursor: place };
    left -= length;
    if (length < wanted || left === 0) return;
    // A database in this process answers without ever leaving the running job, and until that ends nothing that is
    // known weakly is let go: records would pile up, and other requests wait for the last one.
    await setImmediate();
  }
}

/** Some records, and the place behind them. */
export interface Batch<R> {
  readonly records: R[];
  /** For `after`, to go on behind this batch. */
  readonly cursor: string;
}
