import type { ColumnMark, EmbedMark, FieldKeys, OwnKeys, Plain, ValueAt } from "../fields/column.js";
import type {
  AnyRelation,
  IsRelation,
  NoRecord,
  RecordOf,
  Relation,
  Target,
  ToOneKeys,
} from "../fields/relation-types.js";
import type { InsideLookup } from "../operators/inside.js";
import type { Lookup, Scalar } from "../operators/operator.js";
import type { Combined } from "../statement/combined.js";
import type { Quantified } from "../statement/quantifier.js";
import type { ConditionCallback } from "./columns.js";
import type { Once, WrittenOut } from "./loaded.js";

/**
 * What a property may be compared with: a value, `null`, or an operator such as `gte(3)`. JSON and arrays: null, and
 * operators that look into them.
 */
type Operand<V> =
  | Extract<Plain<V>, Scalar | null>
  | Lookup<Extract<NonNullable<V>, Scalar>>
  | (NonNullable<V> extends Scalar ? never : InsideLookup<Plain<NonNullable<V>>>);

/**
 * What a relation may be compared with: conditions on the other end, a record of it, and null where there may be none.
 * Of many records, one at least has to match, unless `every` or `none` say otherwise.
 */
type RelatedOperand<V> =
  V extends Relation<infer K, infer E>
    ? K extends "many"
      ? RecordOf<E> | ConditionOn<E> | Quantified<Match<E>>
      :
          | RecordOf<Exclude<E, null>>
          | (K extends "any" ? never : ConditionOn<Exclude<E, null>>)
          | (null extends E ? null | Lookup<never> : never)
    : never;

/** An embedded object's are conditions on its properties, another one, and null where there may be none. */
type ObjectOperand<V> = EmbedMark extends keyof NonNullable<V>
  ? Match<NonNullable<V>> | (null extends V ? null | Lookup<never> : never)
  : RelatedOperand<V>;

/** A condition on the other end. A record of another model is none, though it may have properties of the same names. */
type ConditionOn<E> = Combined<never, never> | (Match<E> & NoRecord) | Combined<Match<E>> | ConditionCallback<E>;

/** Conditions by property; all of them must hold. */
export type Match<T> = {
  [K in OwnKeys<T> as ColumnMark extends keyof NonNullable<T[K]>
    ? K
    : IsRelation<T[K]> extends true
      ? K
      : EmbedMark extends keyof NonNullable<T[K]>
        ? K
        : never]?: ColumnMark extends keyof NonNullable<T[K]> ? Operand<T[K]> : ObjectOperand<T[K]>;
};

/**
 * What `where` takes: an object of conditions, several joined by `or`, `and`, `not`, or a callback. The first member
 * holds nothing: the compiler tries an object literal by the properties of a union's first member, and then has none to
 * look at.
 */
export type Condition<T> = Combined<never, never> | Match<T> | Combined<Match<T>> | ConditionCallback<T>;

/**
 * What `static defaultScopes = { … } satisfies DefaultScopes<Post>` may say: conditions by name, which hold for all that
 * queries and lists of the model give, until `unscoped` takes them away. A callback is called anew by each query.
 *
 * @example
 * class Offer extends Model {
 *   id = field.id();
 *   price = field.integer();
 *   sold = field.boolean({ default: false });
 *   static defaultScopes = {
 *     open: { sold: false },
 *     priced: (offer) => offer.price.gt(0),
 *   } satisfies DefaultScopes<Offer>;
 * }
 * await db.createTables({ models: [Offer] });
 * await Offer.create({ price: 5, sold: true });
 * console.assert((await Offer.count()) === 0);
 * console.assert((await Offer.unscoped("open").count()) === 1);
 */
export type DefaultScopes<T> = Readonly<Record<string, Condition<T>>>;

type ColumnKeys<T> = FieldKeys<T> & string;

type Signed<K extends string> = K | `-${K}`;

/** `S`, if it is a column of `T` or one across to-one relations; if not, what it may have been meant to be. */
type ColumnPath<T, S extends string> = string extends S
  ? WrittenOut
  : S extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? T[Head] extends AnyRelation
        ? ToOneKeys<T>
        : IsRelation<T[Head]> extends true
          ? `${Head}.${ColumnPath<Target<T[Head]>, Rest>}`
          : ColumnKeys<T>
      : ColumnKeys<T>
    : S extends keyof T
      ? ColumnMark extends keyof NonNullable<T[S]>
        ? S
        : ColumnKeys<T>
      : ColumnKeys<T>;

/**
 * What `orderBy` takes: a property, or one across to-one relations, `"author.username"`; with `-` in front, descending.
 * Only as much of the models is looked at as the path goes through, and an editor is offered what may come next.
 */
export type Order<T, S extends string> = S extends OrderFrom<T, S> ? S : [OrderFrom<T, S>][Once<S>];

type OrderFrom<T, S extends string> = S extends `-${infer Path}`
  ? `-${ColumnPath<T, Path>}`
  : S extends ColumnPath<T, S>
    ? S
    : Signed<ColumnPath<T, S>>;

type ToOneOrder<T, R> = R extends keyof T & string ? `${R}.${ColumnKeys<Target<T[R]>>}` : never;

/** A property to order by, or one across a to-one relation; with `-` in front, descending. */
export type OrderKey<T> = Signed<ColumnKeys<T> | ToOneOrder<T, ToOneKeys<T>>>;

/** All parts of a composite key. */
export type KeyParts<T> = {
  [K in OwnKeys<T> as ColumnMark extends keyof NonNullable<T[K]> ? K : never]?: Extract<
    NonNullable<Plain<T[K]>>,
    Scalar
  >;
};

/** What `find` takes: the key of a model with `id`; for others the key's value, or all parts of a composite one. */
export type Key<T> = T extends { id: infer I }
  ? NonNullable<Plain<I>> | KeyParts<T>
  : Extract<Plain<T[FieldKeys<T> & keyof T]>, string | number | bigint> | KeyParts<T>;

/** The values of all properties, without what marks them as columns. */
export type Plucks<T> = { [K in FieldKeys<T>]: Plain<ValueAt<T, K>> };

/** The values of a property, as `pluck` gives them. */
export type Plucked<T, K> = [ValueAt<T, K>] extends [infer V] ? Plain<NonNullable<V>> | Extract<V, null> : never;
