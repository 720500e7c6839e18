import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import type { FunctionDefinition } from "../functions/function.js";
import { windows } from "../functions/window.js";
import { called } from "./drafting.js";
import { Aggregate, type Expression } from "./expression.js";
import type { Given, Operand } from "./operand.js";

/** The row's number in its window, from 1 on. */
export function rowNumber(): Aggregate<number> {
  return new Aggregate(called(windows.rowNumber, []));
}

/** The row's rank in its window: equal rows share one, and leave a gap behind them. */
export function rank(): Aggregate<number> {
  return new Aggregate(called(windows.rank, []));
}

/** As `rank`, without gaps. */
export function denseRank(): Aggregate<number> {
  return new Aggregate(called(windows.denseRank, []));
}

/** The row's rank as a share of the way from the first row, 0, to the last, 1. */
export function percentRank(): Aggregate<number> {
  return new Aggregate(called(windows.percentRank, []));
}

/** The share of the rows that stand not after this one: above 0, up to 1. */
export function cumeDist(): Aggregate<number> {
  return new Aggregate(called(windows.cumeDist, []));
}

/** The number of the part that the row is in, where its window is cut into so many parts of nearly equal size. */
export function ntile(parts: number): Aggregate<number> {
  return new Aggregate(called(windows.ntile, [counted("ntile", parts, 1)]));
}

/**
 * The value of the row so many rows before, in the order of the window; NULL, or another value, where there is none.
 *
 * @example
 * const rows = await Post.all().values((post) => ({
 *   gained: post.views.minus(lag(post.views, 1, 0).over({ orderBy: post.id })),
 * }));
 * console.assert(rows.every(({ gained }) => typeof gained === "number"));
 */
export function lag<V>(of: Expression<V>, rows?: number): Aggregate<V | null>;
export function lag<V, O extends Operand<NonNullable<V>>>(
  of: Expression<V>,
  rows: number,
  otherwise: O,
): Aggregate<V | Given<O>>;
export function lag(of: Expression<unknown>, rows = 1, ...otherwise: readonly unknown[]): Aggregate<unknown> {
  return neighbour(windows.lag, windows.lagOr, [of, counted("lag", rows, 0), ...otherwise]);
}

/** The value of the row so many rows after; NULL, or another value, where there is none. */
export function lead<V>(of: Expression<V>, rows?: number): Aggregate<V | null>;
export function lead<V, O extends Operand<NonNullable<V>>>(
  of: Expression<V>,
  rows: number,
  otherwise: O,
): Aggregate<V | Given<O>>;
export function lead(of: Expression<unknown>, rows = 1, ...otherwise: readonly unknown[]): Aggregate<unknown> {
  return neighbour(windows.lead, windows.leadOr, [of, counted("lead", rows, 0), ...otherwise]);
}

/** The value of the first row of the frame. */
export function firstValue<V>(of: Expression<V>): Aggregate<V | null> {
  return new Aggregate(called(windows.firstValue, [of]));
}

/** The value of the last row of the frame, which ends at the row itself unless it is said otherwise: `frame: "all"`. */
export function lastValue<V>(of: Expression<V>): Aggregate<V | null> {
  return new Aggregate(called(windows.lastValue, [of]));
}

/** The value of one row of the frame, the first being 1; NULL where the frame has no such row. */
export function nthValue<V>(of: Expression<V>, row: number): Aggregate<V | null> {
  return new Aggregate(called(windows.nthValue, [of, counted("nthValue", row, 1)]));
}

function neighbour(
  plain: FunctionDefinition,
  withOther: FunctionDefinition,
  parts: readonly unknown[],
): Aggregate<unknown> {
  return new Aggregate(called(parts.length > 2 ? withOther : plain, parts));
}

/** Databases fail, or give something else each, for numbers of rows that are none. */
function counted(name: string, rows: number, least: number): number {
  if (Number.isInteger(rows) && rows >= least && rows < 2 ** 31) return rows;
  const given = typeof rows === "number" ? String(rows) : describe(rows);
  throw new QueryError(`${name} takes a whole number of rows from ${least} on, not ${given}.`);
}
