import { execute } from "../../connection/execute.js";
import { RecordNotFoundError } from "../../errors/record.js";
import { QueryError } from "../../errors/usage.js";
import type { Expression } from "../../expression/expression.js";
import type { Average, Total } from "../../expression/numeric.js";
import type { FieldKeys, Plain, ValueAt } from "../../fields/column.js";
import type { StorageKind } from "../../fields/kinds.js";
import { rowPlan } from "../../record/row-plan.js";
import { columnNamed } from "../../statement/read-condition.js";
import { columnsToken } from "../../statement/select.js";
import type { SelectOrder } from "../../statement/tree.js";
import { boundOutside } from "../callback.js";
import type { NumericKeys } from "../columns.js";
import { fetchRecords, ordered, orderedBy } from "../fetch.js";
import { fetchRows } from "../fetch-rows.js";
import { engineOf, finish, type QueryState, settled } from "../state.js";
import type { Plucked } from "../types.js";
import { refuseLock } from "./lock.js";
import { rowsOf } from "./shape.js";

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
  /** As `first`, but throws `RecordNotFoundError` if there is none. */
  firstOrFail(): Promise<R>;
  /** The only record. Throws `RecordNotFoundError` if there is none, and `QueryError` if there are several. */
  only(): Promise<R>;
  /**
   * The sum of a property, 0 for no rows: a number, a bigint, or of decimals a decimal.
   *
   * @example
   * console.assert((await Post.all().sum("views")) >= 0);
   */
  sum<K extends NumericKeys<T>>(property: K): Promise<Sum<T, K>>;
  /** The average of a property, or null for no rows: of decimals a decimal, of other numbers a number. */
  avg<K extends NumericKeys<T>>(property: K): Promise<Average<Plucked<T, K>> | null>;
  /** The least value of a property, or null for no rows. */
  min<K extends FieldKeys<T>>(property: K): Promise<NonNullable<Plucked<T, K>> | null>;
  /** The greatest value of a property, or null for no rows. */
  max<K extends FieldKeys<T>>(property: K): Promise<NonNullable<Plucked<T, K>> | null>;
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
  pluck<K extends FieldKeys<T>>(property: K): Promise<Plucked<T, K>[]>;
}

/** What the sum of a property is: a number, a bigint, or of decimals a decimal. */
export type Sum<T, K> = Total<Exclude<Plain<ValueAt<T, K>>, null>>;

const numericKinds: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "double", "decimal"];

async function aggregated(query: QueryState, name: "sum" | "avg" | "min" | "max", property: unknown): Promise<unknown> {
  const state = settled(query);
  const { meta } = state.select;
  const column = columnNamed(meta, property, name);
  if ((name === "sum" || name === "avg") && !numericKinds.includes(column.type.kind)) {
    throw new QueryError(
      `${meta.name}.${column.property} is a ${column.type.name} field, of which there is no ${name}.`,
    );
  }
  const output = (row: unknown) => {
    const expression = (row as Record<string, Expression<number>>)[column.property] as Expression<number>;
    return { value: expression[name]() };
  };
  const { shape: _, ...select } = state.select;
  const unlimited = {
    ...state,
    select: { ...select, shape: undefined, order: [], orderToken: "", counts: [], countsToken: "" },
  };
  refuseLimited(state, name);
  const [row] = await fetchRows(rowsOf(unlimited, [], output, name));
  return row?.value ?? null;
}

/** The aggregate would be reckoned over all rows, and the limit applied to its one result. */
function refuseLimited({ select }: QueryState, name: string): void {
  if (select.limit === undefined && select.offset === undefined) return;
  throw new QueryError(`${name}() reckons over all rows that match: leave limit and offset out.`, {
    model: select.meta.name,
  });
}

export async function total(state: QueryState, property: unknown): Promise<unknown> {
  const sum = await aggregated(state, "sum", property);
  if (sum !== null) return sum;
  const { type } = columnNamed(state.select.meta, property, "sum");
  if (type.kind === "bigint") return type.decode === undefined ? 0n : "0";
  return type.kind === "decimal" ? (0).toFixed(type.facets.scale ?? 0) : 0;
}

export function extreme(state: QueryState, name: "avg" | "min" | "max", property: unknown): Promise<unknown> {
  return aggregated(state, name, property);
}

/** The query's order, or the model's, or that of its key: the first of something needs one. */
function orderOf(state: QueryState): readonly SelectOrder[] {
  const { order, meta, source } = state.select;
  if (order.length > 0 || source?.type === "sql") return order;
  return meta.orderBy.length > 0 ? meta.orderBy : meta.primaryKey.map((column) => ({ column, descending: false }));
}

export async function first(state: QueryState): Promise<object | null> {
  const { limit } = state.select;
  const select = { ...orderedBy(state.select, orderOf(state)), limit: Math.min(limit ?? 1, 1) };
  return (await fetchRecords({ ...state, select }))[0] ?? null;
}

export async function firstOrFail(state: QueryState): Promise<object> {
  const record = await first(state);
  if (record === null) throw notFound(state, "these conditions");
  return record;
}

export async function only(state: QueryState): Promise<object> {
  const { limit } = state.select;
  const found = await fetchRecords({ ...state, select: { ...state.select, limit: Math.min(limit ?? 2, 2) } });
  const [record] = found;
  if (record === undefined) throw notFound(state, "these conditions");
  if (found.length === 1) return record;
  const { name } = state.select.meta;
  throw new QueryError(`There is more than one ${name} with these conditions, where only() wants exactly one.`, {
    model: name,
  });
}

export async function last(state: QueryState): Promise<object | null> {
  if (state.select.limit !== undefined || state.select.offset !== undefined) {
    throw new QueryError(
      "last() of a query with limit or offset has two meanings. Turn the order around and take first().",
    );
  }
  const rows = settled(state);
  const order = orderOf(rows);
  if (order.length === 0) {
    throw new QueryError("last() of hand-written SQL needs an order that can be turned around: orderBy(…).");
  }
  const reversed = order.map((term) => ({ ...term, descending: !term.descending }));
  return first({ ...rows, select: orderedBy(rows.select, reversed) });
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
  boundOutside(select);
  if (select.where.token === "F") return 0;
  const { rows } = await execute(engineOf(state), select);
  return Number(rows[0]?.[0]);
}

export async function exists(state: QueryState): Promise<boolean> {
  const select = { ...finish(state), yields: "exists", order: [], orderToken: "" } as const;
  boundOutside(select);
  if (select.where.token === "F" || select.limit === 0) return false;
  const { rows } = await execute(engineOf(state), { ...select, limit: 1 });
  return rows.length > 0;
}

export async function pluck(state: QueryState, property: unknown): Promise<unknown[]> {
  const select = { ...finish(state), counts: [], countsToken: "" };
  boundOutside(select);
  const column = columnNamed(select.meta, property, "pluck");
  const engine = engineOf(state);
  refuseLock(engine, select);
  if (select.where.token === "F" || select.limit === 0) return [];
  const columns = [column];
  const { rows } = await execute(engine, {
    ...ordered(select),
    columns,
    columnsToken: columnsToken(columns),
  });
  const { decode } = rowPlan(engine.dialect, select.meta);
  return rows.map((row) => decode(column, row[0]));
}
