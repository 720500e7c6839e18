import { QueryError } from "../errors/usage.js";
import type { Decimal } from "../fields/digits.js";
import { describe } from "../fields/numeric-type.js";
import { aggregates } from "../functions/aggregate.js";
import type { Scalar } from "../operators/operator.js";
import { rowsOf } from "../statement/rows-of.js";
import { dateValue, decimalValue, type Typed } from "../statement/typed.js";
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
 * is bound. A string is a text, unless it is said to be a `"decimal"` or a `"date"`. Throws `QueryError` for what is no
 * value of a column.
 *
 * @example
 * const [row] = await User.all().values((user) => ({ name: user.username, kind: value("user") }));
 * console.assert(row?.kind === "user");
 */
export function value(given: string, type: "decimal"): Expression<Decimal>;
export function value(given: string, type: "date"): Expression<string>;
export function value<V extends Scalar | Uint8Array>(given: V): Expression<Widened<V>>;
export function value(given: unknown, type?: "decimal" | "date"): Expression<unknown> {
  if (type !== undefined) return written(given, type);
  if (given === null) throw new QueryError("value(null) has no type. Take nullIf(…), or a column that may be NULL.");
  return new Expression(draftOf(given));
}

const writtenTypes: Readonly<Record<string, Typed>> = { decimal: decimalValue, date: dateValue };

function written(given: unknown, type: string): Expression<unknown> {
  const as = Object.hasOwn(writtenTypes, type) ? writtenTypes[type] : undefined;
  if (as === undefined) {
    throw new QueryError(`A string is a text, a "decimal" or a "date", not ${JSON.stringify(type)}.`);
  }
  const why = as.type.refuse(given);
  if (why !== undefined) throw new QueryError(`value(…, ${JSON.stringify(type)}) ${why.message}.`);
  return new Expression({ type: "value", value: given, as });
}

/** How many rows the group has. */
export function count(): Aggregate<number> {
  return new Aggregate(called(aggregates.countAll, []));
}
