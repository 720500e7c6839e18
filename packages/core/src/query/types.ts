import type { FieldKeys, Plain } from "../fields/column.js";
import type { RecordOf, Relation, RelationKeys, Target, ToOneKeys } from "../fields/relation-types.js";
import type { Lookup, Scalar } from "../operators/operator.js";
import type { Combined } from "../statement/combined.js";
import type { Quantified } from "../statement/quantifier.js";

/** What a property may be compared with: a value, `null`, or an operator such as `gte(3)`. JSON and arrays: only null. */
type Operand<V> = Extract<Plain<V>, Scalar | null> | Lookup<Extract<NonNullable<V>, Scalar>>;

/**
 * What a relation may be compared with: conditions on the other end, a record of it, and null where there may be none.
 * Of many records, one at least has to match, unless `every` or `none` say otherwise.
 */
type RelatedOperand<V> =
  V extends Relation<infer K, infer E>
    ? K extends "many"
      ? Condition<E> | Quantified<Match<E>> | RecordOf<E>
      :
          | (K extends "any" ? never : Condition<Exclude<E, null>>)
          | RecordOf<Exclude<E, null>>
          | (null extends E ? null | Lookup<never> : never)
    : never;

/** Conditions by property; all of them must hold. */
export type Match<T> = {
  [K in FieldKeys<T> | RelationKeys<T>]?: K extends RelationKeys<T>
    ? RelatedOperand<T[K & keyof T]>
    : Operand<T[K & keyof T]>;
};

/** What `where` takes: an object of conditions, or several joined by `or`, `and`, `not`. */
export type Condition<T> = Combined<never, never> | Match<T> | Combined<Match<T>>;

type ColumnKeys<T> = FieldKeys<T> & string;

/** A column of `T`, or one across to-one relations: what `S` may have been meant to be, as far as it goes. */
type ColumnLike<T, S extends string> = S extends `${infer Head}.${infer Rest}`
  ? Head extends ToOneKeys<T>
    ? `${Head}.${ColumnLike<Target<T[Head & keyof T]>, Rest>}`
    : ColumnKeys<T>
  : ColumnKeys<T>;

type OrderLike<T, S extends string> = S extends `${string}.${string}`
  ? S extends `-${infer Path}`
    ? `-${ColumnLike<T, Path>}`
    : ColumnLike<T, S>
  : ColumnKeys<T> | `-${ColumnKeys<T>}`;

/**
 * What `orderBy` takes: a property, or one across to-one relations, `"author.username"`; with `-` in front, descending.
 * What is misspelt is no member of it.
 */
export type Order<T, S extends string> = S extends OrderLike<T, S> ? S : OrderLike<T, S>;

/** A property to order by; with `-` in front, descending. */
export type OrderKey<T> = ColumnKeys<T> | `-${ColumnKeys<T>}` | `${"" | "-"}${ToOneOrder<T, ToOneKeys<T>>}`;

type ToOneOrder<T, R> = R extends keyof T & string ? `${R}.${ColumnKeys<Target<T[R]>>}` : never;

/** All parts of a composite key. */
export type KeyParts<T> = { [K in FieldKeys<T>]?: Extract<NonNullable<Plain<T[K]>>, Scalar> };

/** What `find` takes: the key of a model with `id`; for others the key's value, or all parts of a composite one. */
export type Key<T> = T extends { id: infer I }
  ? NonNullable<Plain<I>> | KeyParts<T>
  : Extract<Plain<T[FieldKeys<T>]>, string | number | bigint> | KeyParts<T>;

/** The values of a property, as `pluck` gives them. */
export type Plucked<T, K extends keyof T> = [T[K]] extends [infer V] ? Plain<NonNullable<V>> | Extract<V, null> : never;
