import { execute } from "../../connection/execute.js";
import { RecordNotFoundError } from "../../errors/record.js";
import { QueryError } from "../../errors/usage.js";
import type { FieldKeys } from "../../fields/column.js";
import { rowPlan } from "../../record/row-plan.js";
import { columnNamed } from "../../statement/read-condition.js";
import { columnsToken } from "../../statement/select.js";
import type { SelectOrder } from "../../statement/tree.js";
import { fetchRecords, orderedBy } from "../fetch.js";
import { engineOf, finish, type QueryState } from "../state.js";
import type { Plucked } from "../types.js";

/** Methods that run the query. Awaiting the query itself gives all of its records. */
export interface ReadMethods<T, R> {
  /** All records. The query itself can be awaited just as well. */
  all(): Promise<R[]>;
  /**
   * The first record, by the query's order or else by the primary key; null if there is none.
   *
   * @example
   * const newest = await Post.all().orderBy("-createdAt").first();
   * console.assert(newest !== null);
   */
  first(): Promise<R | null>;
  /** The last record, by the query's order or else by the primary key; null if there is none. */
  last(): Promise<R | null>;
  /**
   * How many rows there are.
   *
   * @example
   * console.assert((await User.where({ username: "alice" }).count()) === 1);
   */
  count(): Promise<number>;
  /**
   * Whether there is a row.
   *
   * @example
   * console.assert(await User.where({ username: "alice" }).exists());
   */
  exists(): Promise<boolean>;
  /**
   * The values of one property, without making records.
   *
   * @example
   * const names: string[] = await User.all().orderBy("username").pluck("username");
   * console.assert(names.includes("alice"));
   */
  pluck<K extends FieldKeys<T> & keyof T>(property: K): Promise<Plucked<T, K>[]>;
}

/** The query's order, or the model's, or that of its key: the first of something needs one. */
function orderOf(state: QueryState): readonly SelectOrder[] {
  const { order, meta } = state.select;
  if (order.length > 0) return order;
  return meta.orderBy.length > 0 ? meta.orderBy : meta.primaryKey.map((column) => ({ column, descending: false }));
}

export async function first(state: QueryState): Promise<object | null> {
  const { limit } = state.select;
  const select = { ...orderedBy(state.select, orderOf(state)), limit: Math.min(limit ?? 1, 1) };
  return (await fetchRecords({ ...state, select }))[0] ?? null;
}

export async function last(state: QueryState): Promise<object | null> {
  if (state.select.limit !== undefined || state.select.offset !== undefined) {
    throw new QueryError(
      "last() of a query with limit or offset has two meanings. Turn the order around and take first().",
    );
  }
  const reversed = orderOf(state).map((term) => ({ ...term, descending: !term.descending }));
  return first({ ...state, select: orderedBy(state.select, reversed) });
}

/** `first` for conditions that most often hold for one row: by the model's order if it has one, else by none. */
export async function one(state: QueryState): Promise<object | null> {
  return (await fetchRecords({ ...state, select: { ...state.select, limit: 1 } }))[0] ?? null;
}

export function notFound(state: QueryState, what: string): RecordNotFoundError {
  const { name } = state.select.meta;
  return new RecordNotFoundError(`No ${name} was found with ${what}.`, { model: name });
}

export async function count(state: QueryState): Promise<number> {
  const select = { ...finish(state), yields: "count", order: [], orderToken: "" } as const;
  if (select.where.token === "F") return 0;
  const { rows } = await execute(engineOf(state), select);
  return Number(rows[0]?.[0]);
}

export async function exists(state: QueryState): Promise<boolean> {
  const select = { ...finish(state), yields: "exists", order: [], orderToken: "" } as const;
  if (select.where.token === "F" || select.limit === 0) return false;
  const { rows } = await execute(engineOf(state), { ...select, limit: 1 });
  return rows.length > 0;
}

export async function pluck(state: QueryState, property: unknown): Promise<unknown[]> {
  const select = { ...finish(state), counts: [], countsToken: "" };
  const column = columnNamed(select.meta, property, "pluck");
  if (select.where.token === "F" || select.limit === 0) return [];
  const engine = engineOf(state);
  const order = select.order.length > 0 ? select.order : select.meta.orderBy;
  const columns = [column];
  const { rows } = await execute(engine, {
    ...orderedBy(select, order),
    columns,
    columnsToken: columnsToken(columns),
  });
  const { decode } = rowPlan(engine.dialect, select.meta);
  return rows.map((row) => decode(column, row[0]));
}
