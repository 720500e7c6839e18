import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { aggregates } from "../functions/aggregate.js";
import type { Scalar } from "../operators/operator.js";
import { rowsOf } from "../statement/rows-of.js";
import { called, draftOf } from "./drafting.js";
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

/** What a bound value gives: not the one value, but any of its type. */
type Widened<V> = V extends string
  ? string
  : V extends number
    ? number
    : V extends bigint
      ? bigint
      : V extends boolean
        ? boolean
        : V;

/**
 * A value that is the same for every row, where an expression belongs: the depth of a tree's first rows, or a label. It
 * is bound. Throws `QueryError` for what is no value of a column.
 *
 * @example
 * const [row] = await User.all().values((user) => ({ name: user.username, kind: value("user") }));
 * console.assert(row?.kind === "user");
 */
export function value<V extends Scalar | Uint8Array>(given: V): Expression<Widened<V>> {
  if (given === null) throw new QueryError("value(null) has no type. Take nullIf(…), or a column that may be NULL.");
  return new Expression(draftOf(given));
}

/** How many rows the group has. */
export function count(): Aggregate<number> {
  return new Aggregate(called(aggregates.countAll, []));
}
