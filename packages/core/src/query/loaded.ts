import type {
  AnyRelation,
  IsRelation,
  Loaded,
  Relation,
  RelationKeys,
  Target,
  ToManyKeys,
  ToOneKeys,
} from "../fields/relation-types.js";

/**
 * An index that is known once `S` is: what stands in a tuple at it, the compiler does not go through to guess `S`, nor
 * all that `S` might have been meant to be.
 */
export type Once<S> = S extends unknown ? 0 : never;

/** What the compiler is told when it asks which names there are, as it does at each call: all of them cost too much. */
export type WrittenOut = `a name that is written out, ${string}`; // no one string, which editors would offer

// `S extends string` always holds: by it the compiler answers for a `string` before it goes on.

/**
 * `S`, if it is a path of relations of `T`; if not, what it may have been meant to be. Only as much of the models is
 * looked at as the path goes through, and an editor is offered what may come next.
 */
type PathFrom<T, S extends string> = S extends string ? (string extends S ? WrittenOut : PathOf<T, S>) : never;

type PathOf<T, S extends string> = T extends unknown
  ? S extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? IsRelation<T[Head]> extends true
        ? `${Head}.${PathOf<Target<T[Head]>, Rest>}`
        : RelationKeys<T>
      : RelationKeys<T>
    : S extends keyof T
      ? IsRelation<T[S]> extends true
        ? S
        : RelationKeys<T>
      : RelationKeys<T>
  : never;

/** `"author"`, `"comments.author"`: what can be loaded from `T`, however deep. What is misspelt is no member of it. */
export type Path<T, S extends string> = S extends PathFrom<T, S> ? S : [PathFrom<T, S>][Once<S>];

type ToOneFrom<T, S extends string> = S extends string ? (string extends S ? WrittenOut : ToOnePathOf<T, S>) : never;

type ToOnePathOf<T, S extends string> = S extends `${infer Head}.${infer Rest}`
  ? Head extends ToOneKeys<T>
    ? `${Head}.${ToOnePathOf<Target<T[Head]>, Rest>}`
    : ToOneKeys<T>
  : ToOneKeys<T>;

/** As `Path`, through to-one relations only. */
export type PathToOne<T, S extends string> = S extends ToOneFrom<T, S> ? S : [ToOneFrom<T, S>][Once<S>];

type ManyFrom<T, S extends string> = S extends string ? (string extends S ? WrittenOut : ManyOf<T, S>) : never;

type ManyOf<T, S extends string> = S extends keyof T ? (T[S] extends AnyRelation ? S : ToManyKeys<T>) : ToManyKeys<T>;

/** The name of a to-many relation of `T`. */
export type ManyName<T, S extends string> = S extends ManyFrom<T, S> ? S : [ManyFrom<T, S>][Once<S>];

type Head<S extends string> = S extends `${infer H}.${string}` ? H : S;
type Tail<S extends string, K extends PropertyKey> = S extends `${K & string}.${infer Rest}` ? Rest : never;

/** The relations of `T` that the paths `S` name, as they are once they are loaded. */
export type With<T, S extends string> = { [K in Head<S> & keyof T]: LoadedProperty<T[K], Tail<S, K>> };

type LoadedProperty<V, S extends string> =
  V extends Relation<infer K, infer E> ? (K extends "many" ? WithRest<E, S>[] : ToOneLoaded<E, S>) : never;

type ToOneLoaded<E, S extends string> = E extends null ? null : WithRest<E, S> & Loaded;

type WithRest<E, S extends string> = [S] extends [never] ? E : E & With<E, S>;

/** What a relation's property is once `Record` was loaded for its other end; a callback may leave out the only one. */
export type LoadedAs<V, Record> =
  V extends Relation<infer K, unknown> ? (K extends "many" ? Record[] : (Record & Loaded) | null) : never;

/** What `withCount` adds: `postsCount` for `posts`. */
export type Counts<K extends string> = { [P in K as `${P}Count`]: number };

/**
 * Nothing more to ask of `O`, where all of its names are among `K`; a mistake for each of the others. A condition, and
 * not an object, while `O` is not known: of an object callbacks would take the types of their arguments.
 */
export type OnlyOf<O, K> = [Exclude<keyof O, K>] extends [never] ? unknown : { [P in Exclude<keyof O, K>]: never };
