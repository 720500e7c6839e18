import { scalars } from "../functions/scalar.js";
import { called } from "./drafting.js";
import { Expression } from "./expression.js";
import type { NullOf, Numeric } from "./numeric.js";
import type { Certain, Operand } from "./operand.js";

/** Others beside a value, one at least. */
type Others<V> = readonly [Operand<NonNullable<V>>, ...Operand<NonNullable<V>>[]];

/** NULL only where none of them has a value. */
type Picked<V, O extends readonly unknown[]> =
  | NonNullable<V>
  | ([Certain<O[number]>] extends [never] ? NullOf<V> : never);

/**
 * The greatest of several values, those that are NULL left out.
 *
 * @example
 * const rows = await Post.values((post) => ({ views: greatest(post.views, post.id, 10) }));
 * console.assert(rows.every(({ views }) => views >= 10));
 */
export function greatest<V, O extends Others<V>>(of: Expression<V>, ...others: O): Expression<Picked<V, O>> {
  return new Expression(called(scalars.greatest, [of, ...others]));
}

/** The least of several values, those that are NULL left out. */
export function least<V, O extends Others<V>>(of: Expression<V>, ...others: O): Expression<Picked<V, O>> {
  return new Expression(called(scalars.least, [of, ...others]));
}

/** A number raised to a power, as a float; NULL where there is no such number, as for a root of a negative one. */
export function power(
  of: Expression<Numeric | null>,
  exponent: number | Expression<Numeric | null>,
): Expression<number | null> {
  return new Expression(called(scalars.power, [of, exponent]));
}

/** The square root, as a float; NULL of a negative number. */
export function sqrt(of: Expression<Numeric | null>): Expression<number | null> {
  return new Expression(called(scalars.sqrt, [of]));
}
