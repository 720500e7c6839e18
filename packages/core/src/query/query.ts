import type { FieldKeys } from "../fields/column.js";
import { fetchRecords } from "./fetch.js";
import * as filter from "./methods/filter.js";
import * as find from "./methods/find.js";
import * as read from "./methods/read.js";
import type { QueryState } from "./state.js";
import type { Condition, Key, OrderKey, Plucked } from "./types.js";

/**
 * A read of one model's rows: immutable, so it can be kept and narrowed further, and run by awaiting it. `T` is the
 * model's record, `R` what comes back.
 *
 * @example
 * const popular = Post.where({ views: gte(10) });
 * const newest = await popular.orderBy("-createdAt").limit(5);
 * console.assert(newest.length <= (await popular.count()));
 */
export class Query<T, R = T>
  implements PromiseLike<R[]>, filter.FilterMethods<T, Query<T, R>>, read.ReadMethods<T, R>, find.FindMethods<T, R>
{
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

  orderBy(...keys: readonly OrderKey<T>[]): Query<T, R> {
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
