import type { ComputedKeys, FieldKeys, OptionalKeys, Plain } from "../fields/column.js";
import type { Lookup, Scalar } from "../operators/operator.js";
import type { Combined } from "../statement/combined.js";

/** What a property may be compared with: a value, `null`, or an operator such as `gte(3)`. JSON and arrays: only null. */
type Operand<V> = Extract<Plain<V>, Scalar | null> | Lookup<Extract<NonNullable<V>, Scalar>>;

/** Conditions by property; all of them must hold. */
export type Match<T> = { [K in FieldKeys<T>]?: Operand<T[K]> };

/** What `where` takes: an object of conditions, or several joined by `or`, `and`, `not`. */
export type Condition<T> = Match<T> | Combined<Match<T>>;

/** A property to order by; with `-` in front, descending. */
export type OrderKey<T> = (FieldKeys<T> & string) | `-${FieldKeys<T> & string}`;

/** What `create` takes: every property that has no default, and any of the others. */
export type CreateInput<T> = { [K in Exclude<FieldKeys<T>, OptionalKeys<T>>]: Plain<T[K]> } & {
  [K in Exclude<OptionalKeys<T>, ComputedKeys<T>>]?: Plain<T[K]> | undefined;
};

/** What `update` and `assign` take: any of the properties. */
export type UpdateInput<T> = { [K in Exclude<FieldKeys<T>, ComputedKeys<T>>]?: Plain<T[K]> | undefined };

/** All parts of a composite key. */
export type KeyParts<T> = { [K in FieldKeys<T>]?: Extract<NonNullable<Plain<T[K]>>, Scalar> };

/** What `find` takes: the key of a model with `id`; for others the key's value, or all parts of a composite one. */
export type Key<T> = T extends { id: infer I }
  ? NonNullable<Plain<I>> | KeyParts<T>
  : Extract<Plain<T[FieldKeys<T>]>, string | number | bigint> | KeyParts<T>;

/** The values of a property, as `pluck` gives them. */
export type Plucked<T, K extends keyof T> = [T[K]] extends [infer V] ? Plain<NonNullable<V>> | Extract<V, null> : never;
