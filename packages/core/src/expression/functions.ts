import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { aggregates } from "../functions/aggregate.js";
import { rowsOf } from "../statement/rows-of.js";
import { called } from "./drafting.js";
import { Aggregate, Expression } from "./expression.js";

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
