import { QueryError } from "../errors/usage.js";
import type { Decimal } from "../fields/digits.js";
import { describe } from "../fields/numeric-type.js";
import { casts } from "../functions/casts.js";
import { called } from "./drafting.js";
import { Expression } from "./expression.js";
import type { NullOf } from "./numeric.js";

/** What casts give. */
interface Casts {
  readonly text: string;
  readonly float: number;
  readonly decimal: Decimal;
  readonly integer: number;
  readonly bigInteger: bigint;
  readonly boolean: boolean;
  readonly date: string;
  readonly dateTime: Date;
}

/**
 * A value as another type: a number as an exact `decimal`, a `float`, or without what stands after its point as an
 * `integer` or a `bigInteger`; a whole or exact number, a day, a time or a UUID as `text`; a whole number as a `boolean`,
 * true where it is not 0, and a boolean as an `integer`; an instant as the `date` that it is in UTC, and a day as the
 * `dateTime` of its midnight there. Throws `QueryError` for other types, and for values that databases would make
 * different things of: texts are never read as numbers or days.
 *
 * @example
 * const [post] = await Post.all().values((post) => ({ label: cast(post.views, "text").concat(" views") }));
 * console.assert(post?.label.endsWith(" views"));
 */
export function cast<V, K extends keyof Casts>(expression: Expression<V>, type: K): Expression<Casts[K] | NullOf<V>> {
  if (Object.hasOwn(casts, type)) return new Expression(called(casts[type], [expression]));
  const names = Object.keys(casts).join(", ");
  throw new QueryError(`cast makes one of ${names}, not ${typeof type === "string" ? type : describe(type)}.`);
}
