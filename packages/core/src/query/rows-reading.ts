import type { Expression } from "../expression/expression.js";
import { RowSource } from "../expression/operand.js";
import type { SqlFragment } from "../fragment/sql.js";
import { rowsBrand } from "../statement/rows-of.js";
import type { SelectStatement } from "../statement/tree.js";
import { fetchRows } from "./fetch-rows.js";
import type { RowArguments } from "./joins/types.js";
import { distinctRows } from "./methods/choose.js";
import { limit, offset } from "./methods/filter.js";
import { count } from "./methods/read.js";
import { having, orderRows } from "./methods/shape.js";
import { type Page, type PageOptions, paginateRows } from "./pages/page.js";
import { finish, type QueryState } from "./state.js";

/** What orders rows of expressions, takes some of them, and gives them. */
export class RowReading<T, R> extends RowSource<R> implements PromiseLike<R[]> {
  readonly #state: QueryState;

  /** @internal */
  constructor(state: QueryState) {
    super();
    this.#state = state;
  }

  /** @internal */
  static stateOf(rows: object): QueryState {
    return (rows as RowReading<never, unknown>).#state;
  }

  /** The same with another state. */
  #again(state: QueryState): this {
    return new (this.constructor as new (state: QueryState) => this)(state);
  }

  /** Only groups for which the condition, on aggregates of their rows, holds. */
  having(condition: (...row: RowArguments<T>) => Expression<boolean | null> | SqlFragment): this {
    return this.#again(having(this.#state, condition));
  }

  /** By what comes out, by name; with `-` in front descending. Called again, it adds to the order. */
  orderBy(...names: readonly (`-${keyof R & string}` | (keyof R & string))[]): this {
    return this.#again(orderRows(this.#state, names));
  }

  /** At most so many rows. */
  limit(count: number): this {
    return this.#again(limit(this.#state, count));
  }

  /** Without the first so many rows. */
  offset(count: number): this {
    return this.#again(offset(this.#state, count));
  }

  /** Rows that are equal come once. */
  distinct(): this {
    return this.#again(distinctRows(this.#state));
  }

  /** All rows. The query itself can be awaited just as well. */
  async all(): Promise<R[]> {
    return (await fetchRows(this.#state)) as R[];
  }

  /** The first row; null if there is none. */
  async first(): Promise<R | null> {
    return ((await fetchRows(limit(this.#state, 1)))[0] as R | undefined) ?? null;
  }

  /** How many rows there are. */
  async count(): Promise<number> {
    return count(this.#state);
  }

  /**
   * A page by its number, from 1 on, with the number of all rows. What comes out breaks ties of the order.
   *
   * @example
   * const perAuthor = Post.groupBy("authorId").aggregate((post) => ({ views: post.views.sum() }));
   * const { records, total } = await perAuthor.orderBy("-views").paginate({ page: 1, perPage: 10 });
   * console.assert(records.length === total);
   */
  async paginate(options?: PageOptions): Promise<Page<R>> {
    return (await paginateRows(this.#state, options)) as Page<R>;
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
