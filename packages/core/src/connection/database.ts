import type { Capabilities } from "../dialect/capability.js";
import { placeHere } from "../errors/origin.js";
import { ConfigurationError } from "../errors/usage.js";
import type { EventMap } from "../events/emitter.js";
import { piecesOf, SqlFragment } from "../fragment/sql.js";
import type { ModelClass } from "../schema/column-meta.js";
import { metaOf } from "../schema/registry.js";
import { type Begun, begun } from "./begun.js";
import { bindModel, scopeOf } from "./bind-model.js";
import { type CreateTablesOptions, createTables, dropTables, type TableSelection } from "./create-tables.js";
import { type Engine, type LazyLoading, transactionOf } from "./engine.js";
import { type Health, readHealth } from "./health.js";
import { type NamedLockOptions, withLock } from "./lock.js";
import { type Metrics, readMetrics } from "./metrics.js";
import { readLazyLoading } from "./options.js";
import type { PoolStatus } from "./pool.js";
import { outside } from "./propagation.js";
import { putOff } from "./put-off.js";
import { unregister } from "./registry.js";
import { runTransaction } from "./run-transaction.js";
import { withScope } from "./scope.js";
import { type SeedOptions, type SeedWork, seed } from "./seed.js";
import { SqlRows } from "./sql-rows.js";
import type { TransactionContext, TransactionOptions } from "./transaction-options.js";

/** A connected database. `connect()` makes one. */
export class Database {
  readonly #engine: Engine;

  /** @internal */
  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** @internal */
  static engine(database: Database): Engine {
    return database.#engine;
  }

  /** What `connect` called it. */
  get name(): string {
    return this.#engine.name;
  }

  /** The dialect's name, for logs; ask `capabilities` for what it can do. */
  get dialect(): string {
    return this.#engine.dialect.name;
  }

  /** What this database can do. */
  get capabilities(): Capabilities {
    return this.#engine.dialect.capabilities;
  }

  /** The models that `connect` was given. */
  get models(): readonly ModelClass[] {
    return [...this.#engine.models].map((meta) => meta.model);
  }

  /** Adds models that live here, as `connect(url, { models })` does. Throws `ModelDefinitionError`. */
  register(...models: readonly ModelClass[]): void {
    for (const model of models) {
      const meta = metaOf(model);
      meta.foreignKeys();
      meta.audited?.entries();
      for (const relation of meta.relations.values()) relation.link();
      this.#engine.models.add(meta);
    }
  }

  /**
   * Makes the tables of the models with all constraints, indexes and comments, in one transaction where the database
   * can. For development and tests; a live schema is changed by migrations.
   *
   * @example
   * class Note extends Model {
   *   id = field.id();
   *   text = field.text();
   * }
   * await db.createTables({ models: [Note], ifNotExists: true });
   * await Note.create({ text: "hello" });
   * await db.dropTables({ models: [Note] });
   */
  createTables(options: CreateTablesOptions = {}): Promise<void> {
    return createTables(this.#engine, options);
  }

  /** Drops the tables of the models with everything in them. Tables that do not exist are passed over. */
  dropTables(options: TableSelection = {}): Promise<void> {
    return dropTables(this.#engine, options);
  }

  /**
   * Runs `work` in a transaction: every model call inside joins it, through timers and parallel awaits too. An error
   * rolls it back and comes through. Inside another transaction it is a savepoint, or what `propagation` says.
   *
   * After a conflict, `retries` has the work run again. Throws `TransactionError` for a call that outlives it, or where a statement inside has failed on a database that
   * goes on with nothing then; `CommitUnknownError` where the answer to COMMIT was lost.
   *
   * @example
   * await db.transaction(async () => {
   *   const user = await User.create({ username: "carol", email: "carol@example.com" });
   *   await Post.create({ title: "First", authorId: user.id });
   * });
   */
  transaction<R>(work: (context: TransactionContext) => Promise<R> | R, options: TransactionOptions = {}): Promise<R> {
    return runTransaction(this.#engine, work, options);
  }

  /**
   * Fills the database, in one transaction, and gives whether it did. What has a name is run once, which the table
   * `chakra_seeds` remembers, and then only with `again`. Models that do not declare a database of their own are those of
   * this one. Throws `ConfigurationError` where `NODE_ENV` is `production`, unless `force` says that it is meant.
   *
   * @example
   * const fill = () => Tag.createMany([{ name: "sql" }, { name: "speed" }]);
   * console.assert((await db.seed("tags", fill)) === true);
   * console.assert((await db.seed("tags", fill)) === false);
   */
  seed(name: string, work: SeedWork, options?: SeedOptions): Promise<boolean>;
  seed(work: SeedWork, options?: SeedOptions): Promise<boolean>;
  seed(...given: readonly unknown[]): Promise<boolean> {
    return seed(this.#engine, given);
  }

  /**
   * A statement in the database's own SQL. What is put in is bound, or becomes the SQL of a model, a query or a fragment
   * of `sql`; in an open transaction the statement is part of it. Await it for its rows, or ask for `first()`, `only()`
   * or, where it writes, `run()`. Throws `QueryError` for whatever else is put in, before anything is sent.
   *
   * @example
   * const rows = await db.sql<{ username: string; posts: number }>`
   *   select u.username, count(*) as posts from ${User} u join ${Post} p on p.author_id = u.id
   *   where p.views >= ${3} group by u.username`;
   * console.assert(rows[0]?.posts === 2);
   * console.assert((await db.sql`update posts set views = views + ${1} where title = ${"Hello"}`.run()) === 1);
   */
  sql<R extends object = Record<string, unknown>>(
    strings: TemplateStringsArray,
    ...values: readonly unknown[]
  ): SqlRows<R> {
    return new SqlRows(this.#engine, new SqlFragment(piecesOf(strings, "db.sql"), values));
  }

  /**
   * Runs `work` outside the open transaction, on another connection: what it writes stays whatever becomes of the
   * transaction. Throws `TransactionError` where there is no other connection, as on SQLite.
   *
   * @example
   * // Without a transaction around it, it runs as it is.
   * console.assert((await db.outside(() => User.count())) >= 0);
   */
  outside<R>(work: () => R): Begun<R> {
    return outside(this.#engine, transactionOf(this.#engine), () => begun(work()), "outside(…)", placeHere());
  }

  /**
   * Runs `work` while nobody else has the lock of this name, in any process that uses the database where it has the
   * capability `advisoryLocks`; elsewhere in this program. Asked for again inside, it is there. Throws
   * `LockTimeoutError` after `timeout`, and `ConnectionError` if the lock was lost meanwhile.
   *
   * @example
   * const posts = await db.lock("count posts", () => Post.count());
   * console.assert(posts >= 0);
   */
  lock<R>(name: string, work: () => Promise<R> | R, options: NamedLockOptions = {}): Promise<R> {
    return withLock(this.#engine, name, work, options);
  }

  /**
   * Runs `callback` once the outermost transaction has committed; at once if none is open. Not at all if the savepoint
   * that it was said in, or one around it, is rolled back. An error of it is the transaction's, a `TransactionError`
   * that says that the commit took.
   *
   * @example
   * const sent: string[] = [];
   * await db.transaction(() => db.afterCommit(() => sent.push("mail")));
   * console.assert(sent.length === 1);
   */
  afterCommit(callback: () => unknown): void {
    if (!putOff(this.#engine, "committed", callback)) callback();
  }

  /**
   * Runs `callback` once the outermost transaction has ended, if what was written where it was said was rolled back:
   * with the whole, or with its savepoint. Never if no transaction is open. An error of it goes to the log, since that
   * of the transaction comes through.
   *
   * @example
   * const cleaned: string[] = [];
   * const work = db.transaction(() => {
   *   db.afterRollback(() => cleaned.push("file"));
   *   throw new Error("no");
   * });
   * await work.catch(() => undefined);
   * console.assert(cleaned.length === 1);
   */
  afterRollback(callback: () => unknown): void {
    putOff(this.#engine, "rolled back", callback);
  }

  /**
   * Runs `work` with this database as the one of all models that do not declare their own. A query that is begun inside
   * stays with it, also where it is awaited outside.
   *
   * @example
   * console.assert((await db.use(() => User.where({ username: "alice" }))).length === 1);
   */
  use<R>(work: () => R): R {
    return withScope({ database: this.#engine, ...scopeOf(this.#engine) }, work);
  }

  /**
   * The model class as one that works on this database, wherever it is called from: for code that is handed its models, and
   * for several databases with the same tables. Records are those of the class itself. Throws `ConfigurationError` for a
   * model that declares another database.
   *
   * @example
   * const users = db.model(User);
   * const alice = await users.findByOrFail({ username: "alice" });
   * console.assert(alice instanceof User);
   */
  model<C extends ModelClass>(model: C): C {
    return bindModel(model, this.#engine);
  }

  /**
   * Listens to what happens, and gives back what ends it.
   *
   * @example
   * const stop = db.on("query", ({ sql, durationMs }) => console.assert(sql !== "" && durationMs >= 0));
   * await User.count();
   * stop();
   */
  on<E extends keyof EventMap>(event: E, listener: EventMap[E]): () => void {
    if (event !== "query")
      throw new ConfigurationError(`There is no event ${JSON.stringify(event)}; there is "query".`);
    return this.#engine.emitter.add(listener);
  }

  /**
   * What happens when a relation is awaited that was not loaded: `"batch"` loads it for all records that came together,
   * `"warn"` does so and logs the caller's line, `"forbid"` throws `NotLoadedError`. Can be set at any time.
   *
   * @example
   * db.lazyLoading = "forbid";
   * console.assert(db.lazyLoading === "forbid");
   * db.lazyLoading = "batch";
   */
  get lazyLoading(): LazyLoading {
    return this.#engine.lazyLoading;
  }

  set lazyLoading(value: LazyLoading) {
    this.#engine.lazyLoading = readLazyLoading(value);
  }

  /** Figures of the connection pool. */
  get pool(): PoolStatus {
    return this.#engine.pool.status;
  }

  /** Asks the database for a sign of life. Does not throw. */
  health(): Promise<Health> {
    return readHealth(this.#engine);
  }

  /**
   * What it has done since it was connected, and how its pool is doing: for `prometheusMetrics`, or a page of your own.
   *
   * @example
   * await User.count();
   * console.assert(db.metrics().statements.select.count > 0 && db.metrics().pool.waiting === 0);
   */
  metrics(): Metrics {
    return readMetrics(this.#engine);
  }

  /** Waits for running statements, at most `timeout` milliseconds, and closes every connection. Twice does nothing. */
  async close({ timeout = 10_000 }: { timeout?: number } = {}): Promise<void> {
    unregister(this.#engine);
    await this.#engine.pool.close(timeout);
  }

  /** For `await using db = await connect(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
