import type { Expression } from "../expression/expression.js";
import type { FieldKeys, Plain } from "../fields/column.js";
import type { RelationKeys, Target, ToManyKeys } from "../fields/relation-types.js";

/** The columns of a model as a callback gets them, and those across its relations. */
export type Columns<T> = {
  readonly [K in FieldKeys<T> | RelationKeys<T>]: K extends ToManyKeys<T>
    ? RelatedColumns<Target<T[K & keyof T]>>
    : K extends RelationKeys<T>
      ? Columns<Target<T[K & keyof T]>>
      : Expression<Plain<T[K & keyof T]>>;
};

type NumberKeys<T> = {
  [K in FieldKeys<T>]: Plain<NonNullable<T[K]>> extends number | bigint ? K : never;
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
  sum<K extends NumberKeys<T>>(property: K): Expression<Plain<NonNullable<T[K]>> | null>;
  /** The average of a property; no value for no rows. */
  avg<K extends NumberKeys<T>>(property: K): Expression<number | null>;
  /** The least value of a property; no value for no rows. */
  min<K extends FieldKeys<T>>(property: K): Expression<Plain<NonNullable<T[K]>> | null>;
  /** The greatest value of a property; no value for no rows. */
  max<K extends FieldKeys<T>>(property: K): Expression<Plain<NonNullable<T[K]>> | null>;
}

/** A condition written as a callback: `(user) => user.age.gte(user.limit)`. */
export type ConditionCallback<T> = (row: Columns<T>) => Expression<boolean | null>;

/** Expressions by name, as a callback gives them. */
export type Outputs = Readonly<Record<string, Expression<unknown>>>;

/** What rows of such expressions hold. */
export type OutputRow<O> = { [K in keyof O]: O[K] extends Expression<infer V> ? V : never };

/** Callbacks by name, each for one computed property. */
export type Computations<T> = Readonly<Record<string, (row: Columns<T>) => Expression<unknown>>>;

/** What computed properties hold. */
export type Computed<C> = { [K in keyof C]: C[K] extends (row: never) => Expression<infer V> ? V : never };
