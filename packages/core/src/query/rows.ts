import { QueryError } from "../errors/usage.js";
import type { Callback } from "../expression/callback.js";
import type { Expression } from "../expression/expression.js";
import { refuseUnfit } from "../expression/unfit.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { rowsBrand } from "../statement/rows-of.js";
import { shaped } from "../statement/select.js";
import type { SelectStatement, ShapeClause } from "../statement/tree.js";
import { boundTo, overRows, readCallback } from "./callback.js";
import type { ConditionCallback } from "./columns.js";
import { fetchRows } from "./fetch-rows.js";
import { limit, offset } from "./methods/filter.js";
import { finish, type QueryState } from "./state.js";

/**
 * A query that gives plain objects, as `values`, `groupBy` and `aggregate` make it. Immutable; await it, or narrow it
 * further.
 *
 * @example
 * const rows = await Post.groupBy("authorId").aggregate((post) => ({ posts: post.id.count() }));
 * console.assert(rows[0]?.posts === 2);
 */
export class Rows<T, R> implements PromiseLike<R[]> {
  readonly #state: QueryState;

  /** @internal */
  constructor(state: QueryState) {
    this.#state = state;
  }

  /** Only groups for which the condition, on aggregates of their rows, holds. */
  having(condition: ConditionCallback<T>): Rows<T, R> {
    const { select } = this.#state;
    const having = readCallback(select.meta, condition as Callback);
    refuseUnfit(select.meta, "having", having.node, ["window"]);
    return new Rows(boundTo({ ...this.#state, select: { ...select, shape: shaped({ ...shapeOf(select), having }) } }));
  }

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
  where(condition: (row: { readonly [K in keyof R]: Expression<R[K]> }) => Expression<boolean | null>): Rows<T, R> {
    return new Rows(boundTo(overRows(this.#state, condition as Callback)));
  }

  /** By what comes out, by name; with `-` in front descending. Called again, it adds to the order. */
  orderBy(...names: readonly (`-${keyof R & string}` | (keyof R & string))[]): Rows<T, R> {
    const { select } = this.#state;
    const shape = shapeOf(select);
    const order = names.map((given: unknown) => {
      if (typeof given !== "string")
        throw new QueryError(`orderBy takes names of what comes out, not ${describe(given)}.`);
      const descending = given.startsWith("-");
      const name = descending ? given.slice(1) : given;
      const output = shape.outputs.findIndex((each) => each.name === name);
      if (output >= 0) return { output, descending };
      const known = shape.outputs.map((each) => each.name);
      throw new QueryError(`No ${JSON.stringify(name)} comes out of this query to order by.${nearest(name, known)}`);
    });
    const ordered = shaped({ ...shape, order: [...shape.order, ...order] });
    return new Rows({ ...this.#state, select: { ...select, shape: ordered } });
  }

  /** At most so many rows. */
  limit(count: number): Rows<T, R> {
    return new Rows(limit(this.#state, count));
  }

  /** Without the first so many rows. */
  offset(count: number): Rows<T, R> {
    return new Rows(offset(this.#state, count));
  }

  /** Rows that are equal come once. */
  distinct(): Rows<T, R> {
    const { select } = this.#state;
    return new Rows({ ...this.#state, select: { ...select, shape: shaped({ ...shapeOf(select), distinct: true }) } });
  }

  /** All rows. The query itself can be awaited just as well. */
  async all(): Promise<R[]> {
    return (await fetchRows(this.#state)) as R[];
  }

  /** The first row; null if there is none. */
  async first(): Promise<R | null> {
    return ((await fetchRows(limit(this.#state, 1)))[0] as R | undefined) ?? null;
  }

  // biome-ignore lint/suspicious/noThenProperty: a query is awaited, which is what then is for
  then<A = R[], B = never>(
    fulfilled?: ((rows: R[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.all().then(fulfilled, rejected);
  }

  /** @internal */
  [rowsBrand](): SelectStatement {
    return finish(this.#state);
  }
}

const shapeOf = (select: SelectStatement): ShapeClause => select.shape as ShapeClause;
