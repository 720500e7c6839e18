import type { ComputedKeys, FieldKeys, OptionalKeys, Plain } from "../fields/column.js";
import type { RecordOf, Relation, RelationBy, RelationKeys, ToOneKeys } from "../fields/relation-types.js";

type RequiredKeys<T> = Exclude<FieldKeys<T>, OptionalKeys<T>>;

/**
 * Of the columns `C`, those that a relation of the name `R` is about: what `foreignKey` names, `authorId` of `author`,
 * `subjectId` and `subjectType` of a polymorphic `subject`; where there is none with `Id`, what begins with its name.
 */
type ColumnsOf<T, V, R extends string, C> =
  V extends RelationBy<infer F>
    ? Extract<C, F>
    : V extends Relation<infer K, unknown>
      ? `${R}Id` extends keyof T
        ? Extract<C, `${R}Id` | (K extends "any" ? `${R}Type` : never)>
        : C extends `${R}${infer Rest}`
          ? Rest extends Capitalize<Rest>
            ? C
            : never
          : never
      : never;

/** By to-one relation, the required columns that a record in the relation's place makes up for. */
type StandIns<T> = { [R in ToOneKeys<T>]: ColumnsOf<T, T[R & keyof T], R, RequiredKeys<T>> };

type AllStandIns<T> = StandIns<T>[ToOneKeys<T>];

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

type InputOf<T, K, R> = K extends R ? RelationInput<T[K & keyof T]> : Plain<T[K & keyof T]>;

/** Attributes, of which those of the names `Q` have to be there. */
type Attributes<T, Q extends PropertyKey, R> = { [K in Q]: InputOf<T, K, R> } & {
  [K in Exclude<FieldKeys<T> | R, ComputedKeys<T> | Q> & PropertyKey]?: InputOf<T, K, R> | undefined;
};

/** What creation within another takes: the key that points back is filled in, so no key of a relation is required. */
export type NestedInput<T> = Attributes<T, Exclude<RequiredKeys<T>, AllStandIns<T>>, RelationKeys<T>>;

/** For each relation that a record cannot do without, its columns or the relation itself: as keys of objects, by choice. */
type Choices<S> = {
  [R in keyof S]: [S[R]] extends [never] ? never : (either: { [K in S[R] & PropertyKey]: 1 } | { [K in R]: 1 }) => void;
}[keyof S] extends (each: infer All) => void
  ? All
  : never;

// A union of whole objects, one a choice, and not one object and a union: of properties that stand in two members of an
// intersection the compiler compares the types, and thereby looks at all of the models that this one is related to.
type Chosen<T, C> = C extends unknown
  ? Attributes<T, Exclude<RequiredKeys<T>, AllStandIns<T>> | keyof C, RelationKeys<T>>
  : never;

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
  : Impossible | Chosen<T, Choices<StandIns<T>>>;

type ToOneValue<V> = V extends Relation<infer _, infer E> ? RecordOf<Exclude<E, null>> | Extract<E, null> : never;

/** What `update` and `assign` take: any of the properties; for a to-one relation a record, or null where it may be missing. */
export type UpdateInput<T> = {
  [K in Exclude<FieldKeys<T>, ComputedKeys<T>> | ToOneKeys<T>]?: K extends ToOneKeys<T>
    ? ToOneValue<T[K & keyof T]> | undefined
    : Plain<T[K & keyof T]> | undefined;
};
