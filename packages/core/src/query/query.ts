import type { Only } from "../expression/operand.js";
import type { Ordering } from "../expression/window.js";
import type { FieldKeys } from "../fields/column.js";
import type { RelationKeys, Target, ToManyKeys } from "../fields/relation-types.js";
import type { Builder } from "../sql/knex.js";
import { rowsBrand } from "../statement/rows-of.js";
import type { SelectStatement } from "../statement/tree.js";
import type { Columns, Computations, ComputedRow, OutputRow, Outputs } from "./columns.js";
import type { Counts, LoadedAs, ManyName, OnlyOf, Path, PathToOne, With } from "./loaded.js";
import * as filter from "./methods/filter.js";
import { type ExplainOptions, explain, toKnex, toSQL, type Written } from "./methods/inspect.js";
import { joined, type OpenQuery, withCount, withRelations } from "./methods/load.js";
import { type LockOptions, locked } from "./methods/lock.js";
import { combined, reaching } from "./methods/sets.js";
import * as shape from "./methods/shape.js";
import { Pluggable } from "./pluggable.js";
import { Reading } from "./reading.js";
import { Groups, Rows } from "./rows.js";
import { finish, type QueryState } from "./state.js";
import type { Condition, Order, Plucks } from "./types.js";

/** Callbacks by relation, which narrow what is loaded: `{ comments: (query) => query.limit(3) }`. */
export type Refine<T> = {
  [K in RelationKeys<T>]?: (query: Query<Target<T[K]>>) => Query<Target<T[K]>, unknown>;
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
export class Query<in out T, out R = T> extends Pluggable<T, R> implements filter.FilterMethods<T, Query<T, R>> {
  /** @internal */
  static readonly opening: OpenQuery = {
    start: (state) => new Query(state),
    stateOf: (query) => Reading.stateOf(query),
  };

  where(condition: Condition<T>): Query<T, R> {
    return new Query(filter.where(stateOf(this), condition));
  }

  whereNot(condition: Condition<T>): Query<T, R> {
    return new Query(filter.whereNot(stateOf(this), condition));
  }

  orderBy<const S extends string>(...keys: readonly Order<T, S>[]): Query<T, R>;
  orderBy(order: (row: Columns<T>) => Ordering | readonly Ordering[]): Query<T, R>;
  orderBy(...keys: readonly unknown[]): Query<T, R> {
    return new Query(filter.orderBy(stateOf(this), keys));
  }

  limit(count: number): Query<T, R> {
    return new Query(filter.limit(stateOf(this), count));
  }

  offset(count: number): Query<T, R> {
    return new Query(filter.offset(stateOf(this), count));
  }

  withDeleted(): Query<T, R> {
    return new Query(filter.deleted(stateOf(this), "included"));
  }

  onlyDeleted(): Query<T, R> {
    return new Query(filter.deleted(stateOf(this), "only"));
  }

  unscoped(...names: readonly string[]): Query<T, R> {
    return new Query(filter.unscoped(stateOf(this), names));
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
    ...given: readonly [...paths: readonly Path<T, S>[], refine: O & OnlyOf<O, RelationKeys<T>>]
  ): Query<T, R & With<T, S> & Refined<T, O>>;
  with(...given: readonly unknown[]): Query<T, unknown> {
    return new Query(withRelations(stateOf(this), given, Query.opening));
  }

  /**
   * Counts related records in the same statement: `withCount("posts")` gives each record a `postsCount`. A callback says
   * which of them count.
   *
   * @example
   * const [alice] = await User.where({ username: "alice" }).withCount({ posts: (query) => query.where({ published: true }) });
   * console.assert(alice?.postsCount === 2);
   */
  withCount<const S extends string>(...relations: readonly ManyName<T, S>[]): Query<T, R & Counts<S>>;
  withCount<O extends RefineCount<T>, const S extends string = never>(
    ...given: readonly [...relations: readonly ManyName<T, S>[], refine: O & OnlyOf<O, ToManyKeys<T>>]
  ): Query<T, R & Counts<S | (keyof O & string)>>;
  withCount(...given: readonly unknown[]): Query<T, unknown> {
    return new Query(withCount(stateOf(this), given, Query.opening));
  }

  /**
   * Loads to-one relations in the same statement, with a JOIN. Otherwise as `with`.
   *
   * @example
   * const [post] = await Post.all().joined("author");
   * console.assert(post?.author.username === "alice");
   */
  joined<const S extends string>(...paths: readonly PathToOne<T, S>[]): Query<T, R & With<T, S>> {
    return new Query(joined(stateOf(this), paths));
  }

  /**
   * Only these properties, and what callbacks compute besides. The others are no part of the records: to read one is an
   * error, at compile time and at run time.
   *
   * @example
   * const [user] = await User.all().orderBy("id").select("id", { shout: (user) => user.username.upper() });
   * console.assert(user?.shout === "ALICE");
   */
  select<K extends FieldKeys<T> & string>(
    property: K,
  ): Query<T, Omit<R, Exclude<FieldKeys<T>, K>> & Only<Plucks<T>[K]>>;
  select<K extends FieldKeys<T> & string>(...properties: readonly K[]): Query<T, Omit<R, Exclude<FieldKeys<T>, K>>>;
  select<C extends Computations<T>, K extends FieldKeys<T> & string = never>(
    ...given: readonly [...properties: readonly K[], computed: C]
  ): Query<T, ([K] extends [never] ? R : Omit<R, Exclude<FieldKeys<T>, K>>) & ComputedRow<C>>;
  select(...given: readonly unknown[]): Query<T, unknown> {
    return new Query(shape.select(stateOf(this), given));
  }

  /**
   * All properties but these.
   *
   * @example
   * const [user] = await User.all().omit("bio");
   * console.assert(user !== undefined && !("bio" in user.toJSON()));
   */
  omit<K extends FieldKeys<T> & string>(...properties: readonly K[]): Query<T, Omit<R, K>> {
    return new Query(shape.omit(stateOf(this), properties));
  }

  /** Rows that are equal in all that is selected come once. */
  distinct(): Query<T, R> {
    return new Query(shape.distinct(stateOf(this)));
  }

  /**
   * Of the rows that are equal in these properties, only the first in the query's order: `"-createdAt"` with
   * `distinctOn("authorId")` is the newest of each author. What chooses rows counts before, wherever it is written.
   *
   * @example
   * const best = await Post.all().orderBy("-views").distinctOn("authorId");
   * console.assert(new Set(best.map((post) => post.authorId)).size === best.length);
   */
  distinctOn(...properties: readonly (FieldKeys<T> & string)[]): Query<T, R> {
    return new Query(shape.distinctOn(stateOf(this), properties));
  }

  /**
   * Plain objects of expressions instead of records.
   *
   * @example
   * const rows = await Post.all().values((post) => ({ title: post.title.upper(), author: post.author.username }));
   * console.assert(rows[0]?.author === "alice");
   */
  values<O extends Outputs>(outputs: (row: Columns<T>) => O): Rows<T, OutputRow<O>> {
    return new Rows(shape.rowsOf(stateOf(this), [], outputs as never, "values"));
  }

  /**
   * Groups of rows with equal values: of properties, or of what a callback makes of the columns. What comes of each
   * group, `aggregate` says.
   *
   * @example
   * const rows = await Post.all()
   *   .groupBy((post) => ({ author: post.author.username }))
   *   .aggregate((post) => ({ posts: count(), views: post.views.sum() }))
   *   .orderBy("-posts", "author");
   * console.assert(rows[0]?.author === "alice");
   */
  groupBy<K extends FieldKeys<T> & string>(...properties: readonly K[]): Groups<T, Pick<Plucks<T>, K>>;
  groupBy<O extends Outputs>(groups: (row: Columns<T>) => O): Groups<T, OutputRow<O>>;
  groupBy(...given: readonly unknown[]): unknown {
    return new Groups(stateOf(this), given);
  }

  /** Rows of this query or of the other one, each once, in this one's order. */
  union(other: Query<T, unknown>): Query<T, R> {
    return new Query(combined(stateOf(this), Reading.stateOf(other), "union"));
  }

  /** Rows of both queries. */
  intersect(other: Query<T, unknown>): Query<T, R> {
    return new Query(combined(stateOf(this), Reading.stateOf(other), "intersect"));
  }

  /** Rows of this query that are not rows of the other one. */
  except(other: Query<T, unknown>): Query<T, R> {
    return new Query(combined(stateOf(this), Reading.stateOf(other), "except"));
  }

  /**
   * The rows of the query, and those that a relation to the model itself leads to, from there on again and again: all
   * descendants or all ancestors of a tree, in one recursive statement. Circles end where nothing new comes.
   *
   * @example
   * class Folder extends Model {
   *   id = field.id();
   *   name = field.string(50);
   *   parentId = field.foreignKey(() => Folder, { nullable: true });
   *   parent = manyToOne(() => Folder, { nullable: true, backPopulates: "folders" });
   *   folders = oneToMany(() => Folder, { backPopulates: "parent" });
   * }
   * await db.createTables({ models: [Folder] });
   * const home = await Folder.create({ name: "home", folders: [{ name: "alice", folders: [{ name: "photos" }] }] });
   * console.assert((await Folder.where({ id: home.id }).reaching("folders").count()) === 3);
   * console.assert((await Folder.where({ name: "photos" }).reaching("parent").count()) === 3);
   */
  reaching(relation: RelationKeys<T>): Query<T, R> {
    return new Query(reaching(stateOf(this), relation));
  }

  /**
   * Locks the rows until the transaction ends: `"update"` for those that are about to be written, `"share"` for those
   * that only must not change. Throws `UnsupportedError` on databases that lock as a whole.
   *
   * @example
   * console.assert(Post.where({ id: 1 }).lock("update", { skipLocked: true }) instanceof Query);
   */
  lock(mode: "update" | "share", options: LockOptions = {}): Query<T, R> {
    return new Query(locked(stateOf(this), mode, options));
  }

  /**
   * The statement that awaiting the query runs, and its values as the driver gets them. Relations of `with` are loaded by
   * statements of their own.
   *
   * @example
   * const { sql, values } = User.where({ username: "alice" }).toSQL();
   * console.assert(sql.startsWith("select") && values.length === 1);
   */
  toSQL(): Written {
    return toSQL(stateOf(this));
  }

  /**
   * A builder of knex's to go on with: it reads the rows of this query, under the name of the model's table. It has no
   * connection: `db.sql` runs it, or another knex that it is put into. Names come from you there, so check them.
   *
   * @example
   * const builder = Post.where({ published: true }).toKnex().where("views", ">", 5).select("title");
   * const rows = await db.sql<{ title: string }>`${builder}`;
   * console.assert(rows[0]?.title === "A second post");
   */
  toKnex(): Builder {
    return toKnex(stateOf(this));
  }

  /**
   * How the database would run the statement, in its own words; with `analyze` it is run, and measured.
   *
   * @example
   * const plan = await User.where({ username: "alice" }).explain();
   * console.assert(plan.length > 0);
   */
  async explain(options: ExplainOptions = {}): Promise<string> {
    return explain(stateOf(this), options);
  }

  /** Hands the query to a function that narrows it: a scope that can be reused. */
  scope<Q>(narrow: (query: this) => Q): Q {
    return narrow(this);
  }

  /** @internal */
  [rowsBrand](): SelectStatement {
    return finish(stateOf(this));
  }
}

const stateOf = (query: unknown): QueryState => Reading.stateOf(query) as QueryState;
