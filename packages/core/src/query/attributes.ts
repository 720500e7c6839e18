import type { ColumnMark, ComputedMark, EmbedMark, OptionalMark, OwnKeys, Plain } from "../fields/column.js";
import type {
  AnyRelation,
  IsRelation,
  RecordOf,
  Relation,
  RelationBy,
  RelationKeys,
} from "../fields/relation-types.js";

// Which properties go where is asked in `as` clauses, property by property: the compiler then asks it of the models that
// are written about only, not of all that they are related to.

/** Whether a property is a column that a new record has to be given, or an embedded object with one. */
type IsRequired<V> = ColumnMark extends keyof NonNullable<V>
  ? null extends V
    ? false
    : OptionalMark extends keyof NonNullable<V>
      ? false
      : true
  : EmbedMark extends keyof NonNullable<V>
    ? null extends V
      ? false
      : object extends NestedInput<V>
        ? false
        : true
    : false;

/** A property of type `any` has every mark; it is a column like others. */
type IsAny<V> = 0 extends 1 & V ? true : false;

/** Whether a property is a column or an embedded object that may be left out, or a relation. */
type IsOptional<V> = ColumnMark extends keyof NonNullable<V>
  ? ComputedMark extends keyof NonNullable<V>
    ? IsAny<V>
    : null extends V
      ? true
      : OptionalMark extends keyof NonNullable<V>
        ? true
        : false
  : IsRelation<V> extends true
    ? true
    : EmbedMark extends keyof NonNullable<V>
      ? null extends V
        ? true
        : object extends NestedInput<V>
          ? true
          : false
      : false;

type RequiredKeys<T> = { [K in OwnKeys<T>]: IsRequired<T[K]> extends true ? K : never }[OwnKeys<T>];

type IfRequired<T, K> = K extends keyof T ? (IsRequired<T[K]> extends true ? K : never) : never;

/** Of the columns `C`, those whose names begin with that of a relation. */
type Called<R extends string, C> = C extends `${R}${infer Rest}` ? (Rest extends Capitalize<Rest> ? C : never) : never;

/**
 * The required columns that a record in place of the relation `R` makes up for: what `foreignKey` names, `authorId` of
 * `author`, `subjectId` and `subjectType` of a polymorphic `subject`; where there is none with `Id`, what begins with
 * the relation's name.
 */
type ColumnsOf<T, V, R extends string> =
  V extends RelationBy<infer F>
    ? IfRequired<T, F>
    : V extends Relation<infer K, unknown>
      ? `${R}Id` extends keyof T
        ? IfRequired<T, `${R}Id` | (K extends "any" ? `${R}Type` : never)>
        : Called<R, RequiredKeys<T>>
      : never;

/** By to-one relation, the columns that it stands in for. */
type StandIns<T> = { [R in RelationKeys<T>]: T[R] extends AnyRelation ? never : ColumnsOf<T, T[R], R> };

type AllStandIns<T> = StandIns<T>[RelationKeys<T>];

type OneInput<E> = RecordOf<Exclude<E, null>> | NestedInput<Exclude<E, null>> | Extract<E, null>;

/** What a new record takes for a relation: records, or the attributes of new ones that are saved along with it. */
type RelationInput<V> =
  V extends Relation<infer K, infer E>
    ? K extends "many"
      ? readonly (RecordOf<E> | NestedInput<E>)[]
      : K extends "any"
        ? RecordOf<Exclude<E, null>> | Extract<E, null>
        : OneInput<E>
    : never;

type InputOf<V> = ColumnMark extends keyof NonNullable<V>
  ? Plain<V>
  : EmbedMark extends keyof NonNullable<V>
    ? NestedInput<NonNullable<V>> | Extract<V, null>
    : RelationInput<V>;

/** What creation within another takes: the key that points back is filled in, so no key of a relation is required. */
export type NestedInput<T> = {
  [K in OwnKeys<T> as IsRequired<T[K]> extends true ? Exclude<K, AllStandIns<T>> : never]: InputOf<T[K]>;
} & {
  [K in OwnKeys<T> as IsOptional<T[K]> extends true ? K : K & AllStandIns<T>]?: InputOf<T[K]> | undefined;
};

/** A value, whatever its type: that is said where the property stands for the first time. */
type Given = NonNullable<unknown>;

/** For each relation that a record cannot do without: its columns, or a record. */
type KeysOrRecords<S> = {
  [R in keyof S]: [S[R]] extends [never]
    ? never
    : (either: { [K in S[R] & PropertyKey]: Given } | { [K in R]: Given }) => void;
}[keyof S] extends (each: infer All) => void
  ? All
  : unknown;

// The first member of a union is the one whose properties an object literal is tried by; this one has none to try.
declare const impossible: unique symbol;
/** No attributes at all. */
export interface Impossible {
  readonly [impossible]: never;
}

/**
 * What `create` takes: every property that has no default, and any of the others. For a relation, a record or the
 * attributes of a new one, instead of its key: `{ author: user }` for `{ authorId: user.id }`.
 */
export type CreateInput<T> = [AllStandIns<T>] extends [never]
  ? NestedInput<T>
  : Impossible | (NestedInput<T> & KeysOrRecords<StandIns<T>>);

type ToOneValue<V> = V extends Relation<infer _, infer E> ? RecordOf<Exclude<E, null>> | Extract<E, null> : never;

/** What a property that is no column takes; asked of the whole type, null included. */
type ObjectValue<V> = EmbedMark extends keyof NonNullable<V>
  ? UpdateInput<NonNullable<V>> | Extract<V, null>
  : ToOneValue<V>;

/**
 * What `update` and `assign` take: any of the properties; for a to-one relation a record, or null where it may be missing;
 * for an embedded object those of its properties that change.
 */
export type UpdateInput<T> = {
  [K in OwnKeys<T> as ColumnMark extends keyof NonNullable<T[K]>
    ? ComputedMark extends keyof NonNullable<T[K]>
      ? IsAny<T[K]> extends true
        ? K
        : never
      : K
    : T[K] extends AnyRelation
      ? never
      : IsRelation<T[K]> extends true
        ? K
        : EmbedMark extends keyof NonNullable<T[K]>
          ? K
          : never]?: (ColumnMark extends keyof NonNullable<T[K]> ? Plain<T[K]> : ObjectValue<T[K]>) | undefined;
};

/** What `Model.inputSchema("create")` takes: of these columns those that are no computed ones, required as `create` has it. */
export type CreateColumns<T, K> = {
  [P in K & keyof T as IsRequired<T[P]> extends true ? P : never]: InputOf<T[P]>;
} & {
  [P in K & keyof T as IsOptional<T[P]> extends true ? P : never]?: InputOf<T[P]> | undefined;
};

/** What `Model.inputSchema("update")` takes: any of these columns that are no computed ones. */
export type UpdateColumns<T, K> = {
  [P in K & keyof UpdateInput<T>]?: UpdateInput<T>[P] | undefined;
};
