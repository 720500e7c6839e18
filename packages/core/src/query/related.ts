import type { Relation, RelationBy } from "../fields/relation-types.js";
import type { NestedInput, UpdateInput } from "./attributes.js";
import type { Query } from "./query.js";
import type { Condition, Order } from "./types.js";

/** What a to-one relation holds until it is loaded. Await it. */
export interface ToOneHandle<out T> extends Relation<"one", T>, PromiseLike<T> {}

/** As `ToOneHandle`, of a record of one of several models. */
export interface ToOneOfHandle<out T> extends Relation<"any", T>, PromiseLike<T> {}

/**
 * A to-one property: await it, or assign a record; once it is loaded it is the record. `T` includes null where there may
 * be none.
 */
export type ToOne<T> = ToOneHandle<T> | T;

/** As `ToOne`, with the names of the columns that refer to the record. */
export type ToOneBy<T, F> = (ToOneHandle<T> & RelationBy<F>) | T;

/** As `ToOne`, of a record of one of several models. */
export type ToOneOf<T> = ToOneOfHandle<T> | T;

/** As `ToOneOf`, with the names of the columns that refer to the record. */
export type ToOneOfBy<T, F> = (ToOneOfHandle<T> & RelationBy<F>) | T;

/**
 * A to-many property: await it, query it, or change what belongs to it; once it is loaded it is an array besides.
 *
 * @example
 * const alice = await User.findByOrFail({ username: "alice" });
 * const posts = await alice.posts;
 * console.assert(posts.length === (await alice.posts.count()));
 */
export interface ToMany<in out T> extends Relation<"many", T>, PromiseLike<T[]> {
  /** Adds records, and saves those that are new. */
  add(...items: readonly T[]): Promise<void>;
  /** Takes records out. One whose key has to refer to somebody cannot be taken out, only deleted. */
  remove(...items: readonly T[]): Promise<void>;
  /** Makes these the records: adds what is missing, and takes out the others. */
  set(items: readonly T[]): Promise<void>;
  /** Takes all records out. */
  clear(): Promise<void>;
  /** Makes a record that belongs to this one, and saves it. */
  create(attributes: NestedInput<T>): Promise<T>;
  /** Whether a record is one of them. */
  contains(item: T): Promise<boolean>;
  /** How many there are. */
  count(): Promise<number>;
  /** Whether there is one. */
  exists(): Promise<boolean>;
  /** The first one by the model's order or its primary key, or null. */
  first(): Promise<T | null>;
  /** A query for all of them. */
  all(): Query<T>;
  /** A query for those that match. */
  where(condition: Condition<T>): Query<T>;
  /** A query for all of them in an order. */
  orderBy<const S extends string>(...keys: readonly Order<T, S>[]): Query<T>;
  /** A query for so many of them. */
  limit(count: number): Query<T>;
}

/** A to-many property that goes through the model `J`, whose further columns are given beside. */
export interface ToManyThrough<in out T, in out J> extends ToMany<T> {
  add(...items: readonly T[]): Promise<void>;
  add(...given: [...items: T[], extra: UpdateInput<J>]): Promise<void>;
  set(items: readonly T[], extra?: UpdateInput<J>): Promise<void>;
  create(attributes: NestedInput<T>, extra?: UpdateInput<J>): Promise<T>;
}
