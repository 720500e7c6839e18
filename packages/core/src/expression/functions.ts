import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { aggregates } from "../functions/aggregate.js";
import { windows } from "../functions/window.js";
import type { Scalar } from "../operators/operator.js";
import { rowsOf } from "../statement/rows-of.js";
import { called, draftOf } from "./drafting.js";
import { Aggregate, Expression } from "./expression.js";
import type { Given } from "./operand.js";

/**
 * Whether a query has a row, as a condition of the query around it.
 *
 * @example
 * const users = await User.where((user) => exists(Post.where((post) => post.authorId.eq(user.id))));
 * console.assert(users.length >= 1);
 */
export function exists(query: PromiseLike<readonly unknown[]>): Expression<boolean> {
  const select = rowsOf(query);
  if (select === undefined) throw new QueryError(`exists takes a query, not ${describe(query)}.`);
  return new Expression({ type: "among", left: undefined, select, negated: false });
}

/** How many rows the group has. */
export function count(): Aggregate<number> {
  return new Aggregate(called(aggregates.countAll, []));
}

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

type Choice = Expression<unknown> | Scalar | Uint8Array | null;

/** A value where a condition holds, else another. */
export function when<A extends Choice, B extends Choice>(
  condition: Expression<boolean | null>,
  then: A,
  otherwise: B,
): Expression<Given<A> | Given<B>> {
  return new Expression({
    type: "case",
    branches: [[draftOf(condition), draftOf(then)]],
    otherwise: draftOf(otherwise),
  });
}
