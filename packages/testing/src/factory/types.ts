import type { CreateInput, Relation } from "@chakra-orm/core";
import type { Maker, Several } from "./recipe.js";

/** What may stand in the place of the records of a relation; `I` is what `create` takes there. */
type MadeFor<V, I> =
  V extends Relation<infer K, infer E>
    ? K extends "many"
      ? Several<E> | readonly (ItemOf<I> | Maker<E>)[]
      : Maker<Exclude<E, null>>
    : never;

type ItemOf<I> = I extends readonly (infer E)[] ? E : never;

/** A value, what makes it, or a function that is called only if the value is wanted. */
type Lazily<V> = V | (() => V);

/** A value of a column. Lists in it may be such as cannot be changed: so they are taken from what a function gives. */
type Kept<V> = V extends Date | Uint8Array | ((...given: never) => unknown)
  ? V
  : V extends object
    ? { readonly [K in keyof V]: Kept<V[K]> }
    : V;

type Wanted<V, I> = [MadeFor<V, I>] extends [never] ? Kept<I> : I | MadeFor<V, I>;

type Lazy<I, T> = I extends unknown ? { [K in keyof I]: Lazily<K extends keyof T ? Wanted<T[K], I[K]> : I[K]> } : never;

/**
 * What a factory is made from: what `create` takes. Each value may be a function, which is called only if nothing else
 * is given in its place, and each record of a relation a factory, which then makes one.
 */
export type Definition<T> = Lazy<CreateInput<T>, T>;

type AnyOf<I> = I extends unknown ? { [K in keyof I]?: I[K] | undefined } : never;

type KeysOf<I> = I extends unknown ? keyof I : never;

/**
 * Refuses what no property of the model is called: what a function gives is not checked for that otherwise. TypeScript 5.9
 * does not see it in functions all the same, so no type test says so.
 */
export type Exactly<T, G> = G &
  ([Exclude<keyof G, KeysOf<CreateInput<T>>>] extends [never]
    ? unknown
    : { readonly [K in Exclude<keyof G, KeysOf<CreateInput<T>>>]: never });

/** What is to be different from the definition. */
export type Overrides<T> = AnyOf<Definition<T>>;

type ParentOf<V> = V extends Relation<infer K, infer E> ? (K extends "many" ? never : Exclude<E, null>) : never;

/** The records that one of this model may belong to. */
export type ParentsOf<T> = { [K in keyof T & string]: ParentOf<T[K]> }[keyof T & string];

/** Names of the relations to one record. */
export type ParentKeys<T> = { [K in keyof T & string]: [ParentOf<T[K]>] extends [never] ? never : K }[keyof T & string];
