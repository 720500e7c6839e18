import type { IsRelation, Loaded, Relation, RelationKeys, Target, ToOneKeys } from "../fields/relation-types.js";

/**
 * `S`, if it is a path of relations of `T`; if not, what it may have been meant to be. Only as much of the models is
 * looked at as the path goes through, and an editor is offered what may come next.
 */
type PathFrom<T, S extends string> = T extends unknown
  ? S extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? IsRelation<T[Head]> extends true
        ? `${Head}.${PathFrom<Target<T[Head]>, Rest>}`
        : RelationKeys<T>
      : RelationKeys<T>
    : S extends keyof T
      ? IsRelation<T[S]> extends true
        ? S
        : RelationKeys<T>
      : RelationKeys<T>
  : never;

/** `"author"`, `"comments.author"`: what can be loaded from `T`, however deep. What is misspelt is no member of it. */
export type Path<T, S extends string> = S extends PathFrom<T, S> ? S : PathFrom<T, S>;

type ToOnePathFrom<T, S extends string> = S extends `${infer Head}.${infer Rest}`
  ? Head extends ToOneKeys<T>
    ? `${Head}.${ToOnePathFrom<Target<T[Head]>, Rest>}`
    : ToOneKeys<T>
  : ToOneKeys<T>;

/** As `Path`, through to-one relations only. */
export type PathToOne<T, S extends string> = S extends ToOnePathFrom<T, S> ? S : ToOnePathFrom<T, S>;

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
