import type { FieldKeys } from "../fields/column.js";
import type { RelationKeys, Target, ToManyKeys } from "../fields/relation-types.js";
import { fetchRecords } from "./fetch.js";
import type { Counts, LoadedAs, Path, PathToOne, With } from "./loaded.js";
import * as filter from "./methods/filter.js";
import * as find from "./methods/find.js";
import { joined, type OpenQuery, withCount, withRelations } from "./methods/load.js";
import * as read from "./methods/read.js";
import type { QueryState } from "./state.js";
import type { Condition, Key, Order, Plucked } from "./types.js";

/** Callbacks by relation, which narrow what is loaded: `{ comments: (query) => query.limit(3) }`. */
export type Refine<T> = {
  [K in RelationKeys<T>]?: (query: Query<Target<T[K & keyof T]>>) => Query<Target<T[K & keyof T]>, unknown>;
};

/** Callbacks by to-many relation, which say what counts. */
export type RefineCount<T> = Pick<Refine<T>, ToManyKeys<T>>;

/** What the callbacks' relations are, once they are loaded. */
export type Refined<T, O> = {
  [K in keyof O & keyof T]: O[K] extends (query: never) => Query<Target<T[K]>, infer R> ? LoadedAs<T[K], R> : never;
};

/**
 * A read of one model's rows: immutable, so it can be kept and narrowed further, and run by awaiting it. `T` is the
 * model's record, `R` what comes back.
 *
 * @example
 * const popular = Post.where({ views: gte(10) });
 * const newest = await popular.orderBy("-createdAt").limit(5);
 * console.assert(newest.length <= (await popular.count()));
 */
export class Query<in out T, out R = T>
  implements PromiseLike<R[]>, filter.FilterMethods<T, Query<T, R>>, read.ReadMethods<T, R>, find.FindMethods<T, R>
{
  /** @internal */
  static readonly opening: OpenQuery = {
    start: (state) => new Query(state),
    stateOf: (query) => (typeof query === "object" && query !== null && #state in query ? query.#state : undefined),
  };

  readonly #state: QueryState;

  /** @internal */
  constructor(state: QueryState) {
    this.#state = state;
  }

  where(condition: Condition<T>): Query<T, R> {
    return new Query(filter.where(this.#state, condition));
  }

  whereNot(condition: Condition<T>): Query<T, R> {
    return new Query(filter.whereNot(this.#state, condition));
  }

  orderBy<const S extends string>(...keys: readonly Order<T, S>[]): Query<T, R> {
    return new Query(filter.orderBy(this.#state, keys));
  }

  limit(count: number): Query<T, R> {
    return new Query(filter.limit(this.#state, count));
  }

  offset(count: number): Query<T, R> {
    return new Query(filter.offset(this.#state, count));
  }

  withDeleted(): Query<T, R> {
    return new Query(filter.deleted(this.#state, "included"));
  }

  onlyDeleted(): Query<T, R> {
    return new Query(filter.deleted(this.#state, "only"));
  }

  /**
   * Loads relations with the records, each in one statement for all of them: `"comments.author"` the comments and the
   * author of each. A callback narrows what is loaded; its order and its limit hold for each record by itself. Called
   * again, it adds to what is loaded.
   *
   * @example
   * const users = await User.all().with("posts.tags", { posts: (query) => query.orderBy("-views").limit(1) });
   * console.assert(users[0]?.posts.length === 1 && users[0].posts[0]?.title === "A second post");
   */
  with<const S extends string>(...paths: readonly Path<T, S>[]): Query<T, R & With<T, S>>;
  with<O extends Refine<T>, const S extends string = never>(
    ...given: readonly [...paths: readonly Path<T, S>[], refine: O]
  ): Query<T, R & With<T, S> & Refined<T, O>>;
  with(...given: readonly unknown[]): Query<T, unknown> {
    return new Query(withRelations(this.#state, given, Query.opening));
  }

  /**
   * Counts related records in the same statement: `withCount("posts")` gives each record a `postsCount`. A callback says
   * which of them count.
   *
   * @example
   * const [alice] = await User.where({ username: "alice" }).withCount({ posts: (query) => query.where({ published: true }) });
   * console.assert(alice?.postsCount === 2);
   */
  withCount<K extends ToManyKeys<T>>(...relations: readonly K[]): Query<T, R & Counts<K>>;
  withCount<O extends RefineCount<T>, K extends ToManyKeys<T> = never>(
    ...given: readonly [...relations: readonly K[], refine: O]
  ): Query<T, R & Counts<K | (keyof O & string)>>;
  withCount(...given: readonly unknown[]): Query<T, unknown> {
    return new Query(withCount(this.#state, given, Query.opening));
  }

  /**
   * Loads to-one relations in the same statement, with a JOIN. Otherwise as `with`.
   *
   * @example
   * const [post] = await Post.all().joined("author");
   * console.assert(post?.author.username === "alice");
   */
  joined<const S extends string>(...paths: readonly PathToOne<T, S>[]): Query<T, R & With<T, S>> {
    return new Query(joined(this.#state, paths));
  }

  async all(): Promise<R[]> {
    return (await fetchRecords(this.#state)) as R[];
  }

  async first(): Promise<R | null> {
    return (await read.first(this.#state)) as R | null;
  }

  async last(): Promise<R | null> {
    return (await read.last(this.#state)) as R | null;
  }

  async count(): Promise<number> {
    return read.count(this.#state);
  }

  async exists(): Promise<boolean> {
    return read.exists(this.#state);
  }

  async pluck<K extends FieldKeys<T> & keyof T>(property: K): Promise<Plucked<T, K>[]> {
    return (await read.pluck(this.#state, property)) as Plucked<T, K>[];
  }

  async find(key: Key<T>): Promise<R> {
    return (await find.find(this.#state, key)) as R;
  }

  async findOrNull(key: Key<T>): Promise<R | null> {
    return (await find.findOrNull(this.#state, key)) as R | null;
  }

  async findMany(keys: readonly Key<T>[]): Promise<R[]> {
    return (await find.findMany(this.#state, keys)) as R[];
  }

  async findBy(condition: Condition<T>): Promise<R | null> {
    return (await find.findBy(this.#state, condition)) as R | null;
  }

  async findByOrFail(condition: Condition<T>): Promise<R> {
    return (await find.findByOrFail(this.#state, condition)) as R;
  }

  /** Runs the query: this is what `await` calls. */
  // biome-ignore lint/suspicious/noThenProperty: a query is awaited, which is what then is for
  then<A = R[], B = never>(
    fulfilled?: ((records: R[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.all().then(fulfilled, rejected);
  }
}
