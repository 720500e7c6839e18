import type { Expression } from "../expression/expression.js";
import type { Average } from "../expression/numeric.js";
import type { ComputedKeys, EmbedMark, FieldKeys, Plain } from "../fields/column.js";
import type { SqlFragment } from "../fragment/sql.js";
import type { Columns, NumericKeys, OutputRow, Outputs } from "./columns.js";
import { fetchRecords } from "./fetch.js";
import { fetchRows } from "./fetch-rows.js";
import { RecordSource } from "./joins/types.js";
import * as find from "./methods/find.js";
import type { JudgingOptions } from "./methods/judge-rows.js";
import * as read from "./methods/read.js";
import { type ReencryptOptions, reencryptRows } from "./methods/reencrypt.js";
import { restoreRows } from "./methods/restore.js";
import type { ReturningOptions } from "./methods/returning.js";
import { rowsOf } from "./methods/shape.js";
import * as write from "./methods/write.js";
import { type Batch, batches, streamed } from "./pages/batches.js";
import {
  type CursorOptions,
  type CursorPage,
  cursorPage,
  type Page,
  type PageOptions,
  paginate,
} from "./pages/page.js";
import type { QueryState } from "./state.js";
import type { Condition, Key, Plucked, Plucks } from "./types.js";

/**
 * New values by property: a value, or what the row's own columns make of it. Of an embedded object those of its properties
 * that change, or all of it.
 */
export type RowsUpdate<T, Row = T> = {
  [K in Exclude<FieldKeys<T>, ComputedKeys<T>> & keyof T]?: EmbedMark extends keyof NonNullable<T[K]>
    ? RowsUpdate<NonNullable<T[K]>, Row> | Extract<T[K], null> | undefined
    : Plain<T[K]> | ((row: Columns<Row>) => Expression<Plain<T[K]>> | SqlFragment) | undefined;
};

/** What a write gives of each row. */
type Returned<T, K extends FieldKeys<T>> = Pick<Plucks<T>, K>;

/** What runs a query, and gives or writes its rows. */
export class Reading<in out T, out R = T>
  extends RecordSource<T>
  implements PromiseLike<R[]>, read.ReadMethods<T, R>, find.FindMethods<T, R>
{
  readonly #state: QueryState;

  /** @internal */
  constructor(state: QueryState) {
    super();
    this.#state = state;
  }

  /** @internal */
  static stateOf(query: unknown): QueryState | undefined {
    return typeof query === "object" && query !== null && #state in query ? query.#state : undefined;
  }

  async all(): Promise<R[]> {
    return (await fetchRecords(this.#state)) as R[];
  }

  async first(): Promise<R | null> {
    return (await read.first(this.#state)) as R | null;
  }

  async firstOrFail(): Promise<R> {
    return (await read.firstOrFail(this.#state)) as R;
  }

  async last(): Promise<R | null> {
    return (await read.last(this.#state)) as R | null;
  }

  async only(): Promise<R> {
    return (await read.only(this.#state)) as R;
  }

  async count(): Promise<number> {
    return read.count(this.#state);
  }

  async exists(): Promise<boolean> {
    return read.exists(this.#state);
  }

  async pluck<K extends FieldKeys<T>>(property: K): Promise<Plucked<T, K>[]> {
    return (await read.pluck(this.#state, property)) as Plucked<T, K>[];
  }

  async sum<K extends NumericKeys<T>>(property: K): Promise<read.Sum<T, K>> {
    return (await read.total(this.#state, property)) as read.Sum<T, K>;
  }

  async avg<K extends NumericKeys<T>>(property: K): Promise<Average<Plucked<T, K>> | null> {
    return (await read.extreme(this.#state, "avg", property)) as Average<Plucked<T, K>> | null;
  }

  async min<K extends FieldKeys<T>>(property: K): Promise<NonNullable<Plucked<T, K>> | null> {
    return (await read.extreme(this.#state, "min", property)) as NonNullable<Plucked<T, K>> | null;
  }

  async max<K extends FieldKeys<T>>(property: K): Promise<NonNullable<Plucked<T, K>> | null> {
    return (await read.extreme(this.#state, "max", property)) as NonNullable<Plucked<T, K>> | null;
  }

  /**
   * What aggregates over all rows of the query give, in one statement.
   *
   * @example
   * const { posts, views } = await Post.all().aggregate((post) => ({ posts: count(), views: post.views.sum() }));
   * console.assert(posts === (await Post.count()) && views !== null);
   */
  async aggregate<O extends Outputs>(outputs: (row: Columns<T>) => O): Promise<OutputRow<O>> {
    const [row] = await fetchRows(rowsOf(this.#state, [], outputs as never, "aggregate"));
    return row as OutputRow<O>;
  }

  // Both give what they call as it is: that fails by its promise alone.
  find(key: Key<T>): Promise<R> {
    return find.find(this.#state, key) as Promise<R>;
  }

  findOrNull(key: Key<T>): Promise<R | null> {
    return find.findOrNull(this.#state, key) as Promise<R | null>;
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

  /**
   * A page by its number, from 1 on, with the number of all records: two statements. For long lists, `cursor` is
   * faster, and stays right while rows come and go.
   *
   * @example
   * const { records, total, pages } = await Post.all().orderBy("-views").paginate({ page: 1, perPage: 10 });
   * console.assert(records.length === total && pages === 1);
   */
  async paginate(options?: PageOptions): Promise<Page<R>> {
    return (await paginate(this.#state, options)) as Page<R>;
  }

  /**
   * A page that begins behind the place that a cursor names, in any order; rows that come and go meanwhile shift nothing.
   * The primary key breaks ties. `first` and `after` go forwards, `last` and `before` backwards; 20 records if not said.
   * A cursor is signed with `connect`'s `cursorSecret`, so none that was changed, or made by another order, is taken. It
   * is not encrypted: who holds it can read the values by which its row is ordered, so order by nothing secret. With
   * another order than before, and after a change of the secret, begin with the first page. Throws `ValidationError` for
   * a cursor that is none of this query's, since it comes with a request, and `QueryError` for other options.
   *
   * @example
   * const page = await Post.all().orderBy("-views").cursor({ first: 1 });
   * const rest = await Post.all().orderBy("-views").cursor({ first: 10, after: page.next });
   * console.assert(page.records.length + rest.records.length === (await Post.count()));
   */
  async cursor(options: CursorOptions = {}): Promise<CursorPage<R>> {
    return (await cursorPage(this.#state, options)) as CursorPage<R>;
  }

  /**
   * All records one by one, some of them read at a time: memory does not grow with their number. Relations named by
   * `with` are loaded for as many at once. Every reading is a statement of its own, so between two of them other
   * connections may write; in a transaction with `isolation: "repeatable read"` they see one state.
   *
   * @example
   * let views = 0;
   * for await (const post of Post.all().stream()) views += post.views;
   * console.assert(views === (await Post.all().sum("views")));
   */
  stream(): AsyncGenerator<R, void, undefined> {
    return streamed(this.#state) as AsyncGenerator<R, void, undefined>;
  }

  /**
   * Records in batches of a size, each with the cursor behind it: with `after`, a job that was stopped goes on there.
   * Up to the query's `limit` in all; its `offset` counts where there is no `after`.
   *
   * @example
   * for await (const { records, cursor } of Post.all().inBatches(500)) {
   *   console.assert(records.length > 0 && cursor !== "");
   * }
   */
  inBatches(size: number, options: { after?: string | null } = {}): AsyncGenerator<Batch<R>, void, undefined> {
    return batches(this.#state, size, options.after) as AsyncGenerator<Batch<R>, void, undefined>;
  }

  /**
   * Writes all rows of the query in one statement, and gives their number. A callback makes the new value out of the
   * row's own columns. Fields are checked as `save` does; no records are made.
   *
   * @example
   * const changed = await Post.where({ published: true }).update({ views: (post) => post.views.plus(1) });
   * console.assert(changed >= 1);
   */
  async update(attributes: RowsUpdate<T>, options?: JudgingOptions): Promise<number>;
  /**
   * Writes all rows of the query, and gives these properties of each as they are then. Throws `UnsupportedError` on
   * databases that do not give back what they write.
   *
   * @example
   * const rows = await Post.where({ published: true }).update({ views: (post) => post.views.plus(1) }, { returning: ["views"] });
   * console.assert(rows.every(({ views }) => views >= 1));
   */
  async update<K extends FieldKeys<T> & string>(
    attributes: RowsUpdate<T>,
    options: ReturningOptions<K> & JudgingOptions,
  ): Promise<Returned<T, K>[]>;
  async update(attributes: RowsUpdate<T>, options?: JudgingOptions): Promise<unknown> {
    return write.updateRows(this.#state, attributes, options);
  }

  /** Deletes all rows of the query in one statement, or marks them as deleted; gives their number. */
  async delete(): Promise<number>;
  /**
   * Deletes all rows of the query, and gives these properties of each: as they were, or as they are marked.
   *
   * @example
   * const gone = await Post.where({ views: 0 }).delete({ returning: ["id", "title"] });
   * console.assert(gone.every(({ id }) => id > 0));
   */
  async delete<K extends FieldKeys<T> & string>(options: ReturningOptions<K>): Promise<Returned<T, K>[]>;
  async delete(options?: ReturningOptions<string>): Promise<unknown> {
    return write.deleteRows(this.#state, options);
  }

  /** Deletes all rows of the query, also with `field.deletedAt()`; gives their number. */
  async destroy(): Promise<number>;
  /** Deletes all rows of the query, also with `field.deletedAt()`; gives these properties of each, as they were. */
  async destroy<K extends FieldKeys<T> & string>(options: ReturningOptions<K>): Promise<Returned<T, K>[]>;
  async destroy(options?: ReturningOptions<string>): Promise<unknown> {
    return write.destroyRows(this.#state, options);
  }

  /**
   * Takes back the deletion of all rows of the query, of a model with `field.deletedAt()`, and brings back what was deleted
   * together with each of them; gives their number, of the rows of the query alone. No hooks run. Throws `QueryError` for
   * a query that passes over deleted rows, and `UniqueViolationError` where something unique is taken by now.
   *
   * @example
   * const error = await User.all().restore().catch((reason: unknown) => reason);
   * console.assert(error instanceof QueryError); // Users have no field.deletedAt().
   */
  async restore(): Promise<number>;
  /** Takes back the deletion of all rows of the query, and gives these properties of each. */
  async restore<K extends FieldKeys<T> & string>(options: ReturningOptions<K>): Promise<Returned<T, K>[]>;
  async restore(options?: ReturningOptions<string>): Promise<unknown> {
    return restoreRows(this.#state, options);
  }

  /**
   * Encrypts the encrypted columns of the rows with the newest of the `encryptionKeys`, where an older key was used;
   * gives the number of rows that were written. It goes in batches, each a transaction, in the order of the primary key:
   * it can be ended and begun again at any time, and others may write meanwhile. No hooks run and no history is written,
   * since nothing changes that can be read. Throws `QueryError` where nothing is encrypted.
   *
   * @example
   * // Of a model with encrypted fields: await Patient.where({ ward: "a" }).reencrypt({ batchSize: 100 });
   * const error = await User.where({ id: 1 }).reencrypt().catch((reason: unknown) => reason);
   * console.assert(error instanceof QueryError); // Of users, nothing is encrypted.
   */
  async reencrypt(options?: ReencryptOptions): Promise<number> {
    return reencryptRows(this.#state, options);
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
