import { QueryError } from "../../errors/usage.js";
import type { Callback } from "../../expression/callback.js";
import type { Row, Table } from "../../expression/row.js";
import { refuseElsewhere } from "../../expression/scope.js";
import { refuseUnfit } from "../../expression/unfit.js";
import { describe } from "../../fields/numeric-type.js";
import { metaOf } from "../../schema/registry.js";
import { always } from "../../statement/condition.js";
import { isCallback, isPlainObject } from "../../statement/plain-object.js";
import { rowsOf } from "../../statement/rows-of.js";
import { orderToken } from "../../statement/select.js";
import { tokenOf, valuesOf } from "../../statement/statement.js";
import type { Condition, SelectStatement, TableClause } from "../../statement/tree.js";
import { boundTo, readCallback, readOrder } from "../callback.js";
import { decided, finish, narrow, type QueryState, startQuery } from "../state.js";
import { outputsOf, recordSource, rowSource } from "./source.js";

/** A read of several tables, with one more. */
export function joinTable(
  state: QueryState,
  given: unknown,
  how: TableClause["kind"] | "cross",
  condition?: unknown,
): QueryState {
  const { select } = state;
  const { own, joined = new Map<string, Table>() } = state.row as Row;
  const [name, value] = namedTable(select, given, joined);
  const { source, ...table } = readTable(select, name, value);
  const row = { own, joined: new Map([...joined, [name, { ...table, isMissing: how === "left" }]]) };
  // In the condition a row of the table is there, also where none may be beside the others.
  const inside = { own, joined: new Map([...joined, [name, table]]) };
  const on = how === "cross" ? always : readJoinCondition(select, inside, condition);
  const kind = how === "left" ? "left" : "inner";
  const tables: TableClause[] = [...(select.tables ?? []), { kind, meta: table.meta, source, on }];
  return boundTo({ ...state, select: { ...select, tables }, row });
}

function readJoinCondition({ meta }: SelectStatement, row: Row, callback: unknown): Condition {
  if (!isCallback(callback)) {
    throw new QueryError(
      `A join to ${meta.name} takes a callback after the table, (row, { name }) => name.rowId.eq(row.id), not ${describe(callback)}.`,
      { model: meta.name },
    );
  }
  const condition = readCallback(row, callback as Callback);
  refuseUnfit(meta, "The condition of a join", condition.node, ["aggregate", "window"]);
  return condition;
}

/** The one table of an object such as `{ post: Post }`. */
function namedTable(
  { meta }: SelectStatement,
  given: unknown,
  joined: ReadonlyMap<string, Table>,
): readonly [name: string, value: unknown] {
  const entries = isPlainObject(given) ? Object.entries(given) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) {
    throw new QueryError(
      `A join to ${meta.name} takes one table under a name of its own, { post: Post }; not ${isPlainObject(given) ? `${entries.length} of them` : describe(given)}.`,
      { model: meta.name },
    );
  }
  const [name] = entry;
  refuseName(name, `${meta.name} cannot be joined to something as`);
  if (!joined.has(name)) return entry;
  throw new QueryError(`Something is joined to ${meta.name} as ${name} already. Give one of them another name.`, {
    model: meta.name,
  });
}

/** Refuses what is no plain name. */
export function refuseName(name: unknown, refusal: string): void {
  if (typeof name === "string" && /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name)) return;
  const given = typeof name === "string" ? JSON.stringify(name) : describe(name);
  throw new QueryError(
    `${refusal} ${given}: a name has letters, digits and _, begins with no digit, and is at most 63 characters long.`,
  );
}

function readTable(select: SelectStatement, name: string, value: unknown): Table & Pick<TableClause, "source"> {
  const rows = rowsOf(value);
  if (rows === undefined) {
    if (typeof value !== "function" || isCallback(value)) {
      throw new QueryError(
        `${name} is joined to ${select.meta.name} as ${describe(value)}; it has to be a model, a query of one, or rows of values(…).`,
      );
    }
    const all = finish(startQuery(metaOf(value as never)));
    return { meta: all.meta, source: recordSource(all) };
  }
  refuseElsewhere(rows);
  if (rows.shape?.alone !== true) return { meta: rows.meta, source: recordSource(rows) };
  return { meta: rows.meta, source: rowSource(rows), outputs: outputsOf(rows) };
}

/** Only the rows for which a condition over all tables holds. */
export function narrowed(state: QueryState, callback: unknown): QueryState {
  const { meta } = state.select;
  const condition = readCallback(state.row as Row, callback as Callback);
  refuseUnfit(meta, "The condition", condition.node, ["aggregate", "window"]);
  return boundTo(narrow(state, condition));
}

/** Rows in an order that a callback gives. */
export function ordered(state: QueryState, callback: unknown): QueryState {
  const { select } = state;
  const terms = readOrder(state.row as Row, callback as Callback);
  for (const { expression } of terms) refuseUnfit(select.meta, "The order", expression.node, ["aggregate"]);
  const order = [...select.order, ...terms];
  return boundTo({ ...state, select: { ...select, order, orderToken: orderToken(order) } });
}

/** The records of a query for which the joined tables have rows: each once, in the query's own order. */
export function recordsOf(records: QueryState, joined: QueryState): QueryState {
  const select = finish(joined);
  const { meta } = select;
  const columns = meta.primaryKey;
  const keys: SelectStatement = {
    ...select,
    columns,
    columnsToken: columns.map((column) => column.index).join(","),
    order: [],
    orderToken: "",
  };
  const where: Condition = {
    node: { type: "keys", columns, select: keys },
    token: `keys(${keys.columnsToken}:${tokenOf(keys)})`,
    values: valuesOf(keys),
    nullable: false,
  };
  return {
    ...records,
    ...decided,
    select: { ...records.select, where, limit: undefined, offset: undefined, within: select.within },
  };
}
