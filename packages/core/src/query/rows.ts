import { QueryError } from "../errors/usage.js";
import type { Expression } from "../expression/expression.js";
import type { RowSource } from "../expression/operand.js";
import type { Ordering } from "../expression/window.js";
import type { OutputRow, Outputs } from "./columns.js";
import { fetchRows } from "./fetch-rows.js";
import { type CteOptions, named, type RecursionOptions, recursive } from "./joins/cte.js";
import { joinTable, narrowed, ordered } from "./joins/join.js";
import { homeOfRows, passingOn } from "./joins/source.js";
import type { Fresh, JoinCondition, JoinedColumns, Named, RowArguments, RowColumns, Tables } from "./joins/types.js";
import { chooseOutputs, leaveOutputs } from "./methods/choose.js";
import { count } from "./methods/read.js";
import { readGroups, rowsOf } from "./methods/shape.js";
import { RowReading } from "./rows-reading.js";
import type { QueryState } from "./state.js";

// Rows can be joined and grouped, and what is joined or grouped gives rows: the three stand together.

/** What callbacks on rows get. */
type OfRows<R> = Tables<[row: RowColumns<R>]>;

/**
 * A query that gives plain objects, as `values`, `groupBy` and `aggregate` make it. Immutable; await it, or narrow it
 * further.
 *
 * @example
 * const rows = await Post.groupBy("authorId").aggregate((post) => ({ posts: post.id.count() }));
 * console.assert(rows[0]?.posts === 2);
 */
export class Rows<T, R> extends RowReading<T, R> {
  /**
   * Only rows for which the condition, on what comes out of this query, holds: what windows and groups gave too.
   *
   * @example
   * const best = await Post.values((post) => ({
   *   title: post.title,
   *   place: rank().over({ partitionBy: post.authorId, orderBy: post.views.desc() }),
   * })).where((row) => row.place.eq(1));
   * console.assert(best.length > 0);
   */
  where(condition: (row: RowColumns<R>) => Expression<boolean | null>): Rows<T, R> {
    return new Rows(passingOn(narrowed(homeOf(this), condition)));
  }

  /**
   * Only these of what comes out, in the same order and number. What is left out may still have made the rows: groups,
   * distinct ones, or their order.
   *
   * @example
   * const rows = Post.values((post) => ({ title: post.title, views: post.views })).orderBy("-views");
   * console.assert(Object.keys((await rows.select("title").first()) ?? {}).join() === "title");
   */
  select<K extends keyof R & string>(...names: readonly K[]): Rows<T, Pick<R, K>> {
    return new Rows(chooseOutputs(RowReading.stateOf(this), names));
  }

  /** All that comes out but these. See `select`. */
  omit<K extends keyof R & string>(...names: readonly K[]): Rows<T, Omit<R, K>> {
    return new Rows(leaveOutputs(RowReading.stateOf(this), names));
  }

  /**
   * Other rows, made of what comes out of these.
   *
   * @example
   * const posts = Post.values((post) => ({ place: rank().over({ orderBy: post.views.desc() }) }));
   * const [row] = await posts.values(({ place }) => ({ label: cast(place, "text").concat(".") })).orderBy("label");
   * console.assert(row?.label === "1.");
   */
  values<O extends Outputs>(outputs: (row: RowColumns<R>) => O): Rows<OfRows<R>, OutputRow<O>> {
    return new Rows(rowsOf(homeOf(this), [], outputs as never, "values"));
  }

  /**
   * Groups of these rows.
   *
   * @example
   * const perAuthor = Post.groupBy("authorId").aggregate(() => ({ posts: count() }));
   * const rows = await perAuthor.groupBy(({ posts }) => ({ posts })).aggregate(() => ({ authors: count() }));
   * console.assert(rows[0]?.authors === 1);
   */
  groupBy<O extends Outputs>(groups: (row: RowColumns<R>) => O): Groups<OfRows<R>, OutputRow<O>> {
    return new Groups(homeOf(this), [groups]);
  }

  /**
   * What aggregates over all of these rows give.
   *
   * @example
   * const perAuthor = Post.groupBy("authorId").aggregate((post) => ({ views: post.views.sum() }));
   * const { most } = await perAuthor.aggregate((row) => ({ most: row.views.max() }));
   * console.assert(most !== null);
   */
  async aggregate<O extends Outputs>(outputs: (row: RowColumns<R>) => O): Promise<OutputRow<O>> {
    const [row] = await fetchRows(rowsOf(homeOf(this), [], outputs as never, "aggregate"));
    return row as OutputRow<O>;
  }

  /** These rows, each with the rows of another table beside it that belong to it. See `Query.join`. */
  join<G extends Named>(
    table: G,
    on: JoinCondition<RowColumns<R>, JoinedColumns<G>>,
  ): Joined<never, RowColumns<R>, JoinedColumns<G>> {
    return new Joined(joinTable(homeOf(this), table, "inner", on));
  }

  /** As `join`; a row to which none belongs stays. See `Query.leftJoin`. */
  leftJoin<G extends Named>(
    table: G,
    on: JoinCondition<RowColumns<R>, JoinedColumns<G>>,
  ): Joined<never, RowColumns<R>, JoinedColumns<G, null>> {
    return new Joined(joinTable(homeOf(this), table, "left", on));
  }

  /** Each of these rows with each row of another table. See `Query.crossJoin`. */
  crossJoin<G extends Named>(table: G): Joined<never, RowColumns<R>, JoinedColumns<G>> {
    return new Joined(joinTable(homeOf(this), table, "cross"));
  }

  /**
   * These rows under a name, as a common table expression: it stands before the statement once, however often it is
   * joined, looked into or read from. With a step it is recursive: the step makes rows of the rows of the last time,
   * until none come that were not there before.
   *
   * @example
   * const totals = Post.groupBy("authorId").aggregate((post) => ({ views: post.views.sum() })).withCte("totals");
   * const rows = await User.join({ total: totals }, (user, { total }) => total.authorId.eq(user.id))
   *   .values((user, { total }) => ({ name: user.username, views: total.views }));
   * console.assert(rows.length > 0);
   */
  withCte(name: string, options?: CteOptions): Rows<T, R>;
  withCte(name: string, step: (rows: Rows<T, R>) => RowSource<R>, options?: RecursionOptions): Rows<T, R>;
  withCte(name: string, given: unknown, options: RecursionOptions = {}): Rows<T, R> {
    const state = RowReading.stateOf(this);
    if (typeof given !== "function") return new Rows(named(state, name, (given ?? {}) as CteOptions));
    return new Rows(recursive(state, name, (rows) => given(new Rows(rows)), options));
  }
}

const homeOf = (rows: object): QueryState => homeOfRows(RowReading.stateOf(rows));

/** Groups of rows, of which `aggregate` says what comes of each. `G` is what tells the groups apart. */
export class Groups<in out T, in out G> {
  readonly #state: QueryState;
  readonly #given: readonly unknown[];

  /** @internal */
  constructor(state: QueryState, given: readonly unknown[]) {
    this.#state = state;
    this.#given = given;
  }

  /** One row for each group: what tells it apart, and what aggregates over its rows give. */
  aggregate<O extends Outputs>(
    outputs: (...row: RowArguments<T>) => O,
  ): Rows<T, { [K in keyof (G & OutputRow<O>)]: (G & OutputRow<O>)[K] }> {
    return new Rows(rowsOf(this.#state, readGroups(this.#state, this.#given), outputs as never, "aggregate"));
  }
}

/**
 * Rows of several tables side by side. Callbacks get the columns of the table that the others are joined to, and those of
 * the others by name. `Q` is the query of that table, `C` its columns, `J` those of the others.
 */
export class Joined<out Q, in out C, in out J> {
  readonly #state: QueryState;
  readonly #records: ((state: QueryState) => Q) | undefined;

  /** @internal */
  constructor(state: QueryState, records?: (state: QueryState) => Q) {
    this.#state = state;
    this.#records = records;
  }

  /** Each row with the rows of one more table beside it that belong to it. See `Query.join`. */
  join<G extends Named>(
    table: G & Fresh<J>,
    on: JoinCondition<C, J & JoinedColumns<G>>,
  ): Joined<Q, C, J & JoinedColumns<G>> {
    return new Joined(joinTable(this.#state, table, "inner", on), this.#records);
  }

  /** As `join`; a row to which none belongs stays. See `Query.leftJoin`. */
  leftJoin<G extends Named>(
    table: G & Fresh<J>,
    on: JoinCondition<C, J & JoinedColumns<G>>,
  ): Joined<Q, C, J & JoinedColumns<G, null>> {
    return new Joined(joinTable(this.#state, table, "left", on), this.#records);
  }

  /** Each row with each row of one more table. See `Query.crossJoin`. */
  crossJoin<G extends Named>(table: G & Fresh<J>): Joined<Q, C, J & JoinedColumns<G>> {
    return new Joined(joinTable(this.#state, table, "cross"), this.#records);
  }

  /** Only rows for which the condition holds. */
  where(condition: JoinCondition<C, J>): Joined<Q, C, J> {
    return new Joined(narrowed(this.#state, condition), this.#records);
  }

  /** In the order of an expression, or of several; `.desc()` turns one around. */
  orderBy(order: (row: C, joined: J) => Ordering | readonly Ordering[]): Joined<Q, C, J> {
    return new Joined(ordered(this.#state, order), this.#records);
  }

  /** What comes back of each row. */
  values<O extends Outputs>(outputs: (row: C, joined: J) => O): Rows<Tables<[row: C, joined: J]>, OutputRow<O>> {
    return new Rows(rowsOf(this.#state, [], outputs as never, "values"));
  }

  /** Groups of rows. */
  groupBy<O extends Outputs>(groups: (row: C, joined: J) => O): Groups<Tables<[row: C, joined: J]>, OutputRow<O>> {
    return new Groups(this.#state, [groups]);
  }

  /** What aggregates over all rows give. */
  async aggregate<O extends Outputs>(outputs: (row: C, joined: J) => O): Promise<OutputRow<O>> {
    const [row] = await fetchRows(rowsOf(this.#state, [], outputs as never, "aggregate"));
    return row as OutputRow<O>;
  }

  /** How many rows there are. */
  async count(): Promise<number> {
    return count(this.#state);
  }

  /** The records that such a row has been found for, each once, as a query. Of rows of expressions there are none. */
  records(): Q {
    if (this.#records === undefined)
      throw new QueryError("records() gives those of a model; these are rows of values.");
    return this.#records(this.#state);
  }
}
