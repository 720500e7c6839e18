import type { Expression } from "../expression/expression.js";
import type { Average, Numeric, Total } from "../expression/numeric.js";
import type { Structured } from "../expression/structured.js";
import type { EmbedMark, FieldKeys, Plain, ValueAt } from "../fields/column.js";
import type { Relation, RelationKeys } from "../fields/relation-types.js";
import type { SqlFragment } from "../fragment/sql.js";
import type { Scalar } from "../operators/operator.js";

/**
 * The columns of a model as a callback gets them, those of its embedded objects, and those across its relations. `N` is null where the way here leads
 * through a relation that may be missing.
 */
export type Columns<T, N = never> = {
  readonly [K in (FieldKeys<T> & keyof T) | RelationKeys<T>]: T[K & keyof T] extends infer V
    ? K extends RelationKeys<T>
      ? Related<V, N>
      : EmbedMark extends keyof NonNullable<V>
        ? Columns<NonNullable<V>, N | Extract<V, null>>
        : ColumnExpression<Plain<V>, N>
    : never;
};

/** A column as a callback gets it. */
export type ColumnExpression<V, N> = NonNullable<V> extends Scalar ? Expression<V | N> : Structured<V | N>;

/** A relation to one of several models has no columns, since which they are depends on the row. */
type Related<V, N> =
  V extends Relation<infer K, infer E>
    ? K extends "many"
      ? RelatedColumns<E>
      : K extends "one"
        ? Columns<Exclude<E, null>, N | Extract<E, null>>
        : never
    : never;

/** Names of the properties that can be reckoned with: numbers, bigints and decimals. */
export type NumericKeys<T> = {
  [K in FieldKeys<T>]: Plain<NonNullable<ValueAt<T, K>>> extends Numeric ? K : never;
}[FieldKeys<T>];

/** The rows of a to-many relation, as a callback sees them: counted, looked for, or reckoned over. */
export interface RelatedColumns<T> {
  /** Only the rows for which the condition holds. */
  where(condition: (row: Columns<T>) => Expression<boolean | null>): RelatedColumns<T>;
  /** Whether there is one. */
  exists(): Expression<boolean>;
  /** How many there are. */
  count(): Expression<number>;
  /** What an aggregate over these rows gives: `user.posts.reckon((post) => post.views.sum())`. */
  reckon<V>(output: (row: Columns<T>) => Expression<V>): Expression<V>;
  /** The sum of a property; no value for no rows. */
  sum<K extends NumericKeys<T>>(property: K): Expression<Total<Plain<NonNullable<ValueAt<T, K>>>> | null>;
  /** The average of a property; no value for no rows. */
  avg<K extends NumericKeys<T>>(property: K): Expression<Average<Plain<NonNullable<ValueAt<T, K>>>> | null>;
  /** The least value of a property; no value for no rows. */
  min<K extends FieldKeys<T>>(property: K): Expression<Plain<NonNullable<ValueAt<T, K>>> | null>;
  /** The greatest value of a property; no value for no rows. */
  max<K extends FieldKeys<T>>(property: K): Expression<Plain<NonNullable<ValueAt<T, K>>> | null>;
}

/** A condition written as a callback: `(user) => user.age.gte(user.limit)`. */
export type ConditionCallback<T> = (row: Columns<T>) => Expression<boolean | null> | SqlFragment;

/** Expressions by name, as a callback gives them. */
export type Outputs = Readonly<Record<string, Expression<unknown>>>;

/** What rows of such expressions hold. */
export type OutputRow<O> = { [K in keyof O]: O[K] extends Expression<infer V> ? V : never };

/** Callbacks by name, each for one computed property. */
export type Computations<T> = Readonly<Record<string, (row: Columns<T>) => Expression<unknown>>>;

/** What computed properties hold. */
export type ComputedRow<C> = { [K in keyof C]: C[K] extends (row: never) => Expression<infer V> ? V : never };
