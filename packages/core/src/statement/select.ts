import type { ColumnMeta } from "../schema/column-meta.js";
import { isMixed } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { always } from "./condition.js";
import type { Output, SelectOrder, SelectStatement, ShapeClause, SqlNode } from "./tree.js";

/** Which columns a read has. */
type Columns = Pick<SelectStatement, "columns" | "columnsToken">;

/** All columns of a model's records; where these are of several classes, those of all of them. */
export function wholeRow(meta: ModelMeta): Columns {
  if (meta.inheritance === undefined || !isMixed(meta)) return { columns: meta.columns, columnsToken: "*" };
  const columns = meta.inheritance.columns();
  // More classes may come to be known, and then there are more columns behind these.
  return { columns, columnsToken: `*${columns.length}` };
}

/** Whether a read has all columns of its records. */
export function isWhole({ columnsToken }: Columns): boolean {
  return columnsToken.startsWith("*");
}

/** Some columns in the order of the model, so that one choice is one statement. */
export function someColumns(meta: ModelMeta, isChosen: (column: ColumnMeta) => boolean): Columns {
  const all = wholeRow(meta);
  const discriminator = isMixed(meta) ? meta.inheritance?.discriminator : undefined;
  const columns = all.columns.filter((column) => column === discriminator || isChosen(column));
  if (columns.length === all.columns.length) return all;
  if (discriminator === undefined) return { columns, columnsToken: columnsToken(columns) };
  const places = columns.map((column) => all.columns.indexOf(column));
  return { columns, columnsToken: `+${places.join(",")}` };
}

const everything = new WeakMap<ModelMeta, SelectStatement>();

/** Every row of a model. Most queries start from it, so that it is made once. */
export function selectAll(meta: ModelMeta): SelectStatement {
  // Of a class that shares its table, more columns may come to be known.
  if (meta.inheritance !== undefined) return selectWhole(meta);
  let select = everything.get(meta);
  if (select === undefined) {
    select = selectWhole(meta);
    everything.set(meta, select);
  }
  return select;
}

function selectWhole(meta: ModelMeta): SelectStatement {
  return {
    type: "select",
    meta,
    yields: "rows",
    ...wholeRow(meta),
    carry: undefined,
    where: always,
    order: [],
    orderToken: "",
    limit: undefined,
    offset: undefined,
    joins: [],
    joinsToken: "",
    counts: [],
    countsToken: "",
    via: undefined,
    shape: undefined,
    source: undefined,
    tables: undefined,
    lock: undefined,
    within: undefined,
    perParent: undefined,
  };
}

/** The shape with its token, which names all that changes the text. */
export function shaped(shape: Omit<ShapeClause, "token">): ShapeClause {
  const { outputs, alone, distinct, groups, having, order } = shape;
  const tokens = [
    outputs.map(({ name, expression }) => `${JSON.stringify(name)}${expression.token}`).join(","),
    groups.join(","),
    having.token,
    order.map(({ output, descending }) => `${descending ? "-" : "+"}${output}`).join(""),
  ];
  return { ...shape, token: `${alone ? "A" : "R"}${distinct ? "D" : ""}${tokens.join("/")}` };
}

/** Whether expressions come back: with rows, and where rows are counted that differ in them. */
export function showsOutputs({ yields, shape }: SelectStatement): boolean {
  return yields === "rows" || (yields === "count" && shape !== undefined && (shape.alone || shape.distinct));
}

/** Whether only its result tells which columns a read of records has: all that hand-written SQL gives. */
export function isNamedByResult(select: SelectStatement): boolean {
  const { source, yields, shape } = select;
  return source?.type === "sql" && isWhole(select) && yields === "rows" && shape?.alone !== true;
}

/** The hand-written SQL of a read that does no more than to run it; it is sent as it stands. */
export function wholeText(select: SelectStatement): SqlNode | undefined {
  const { source, where, order, limit, offset, joins, counts, via, shape, lock, tables } = select;
  if (source?.type !== "sql" || !isNamedByResult(select) || where.token !== "T" || order.length > 0) return undefined;
  if (limit !== undefined || offset !== undefined || joins.length > 0 || counts.length > 0) return undefined;
  const isMore = [via, shape, lock, tables, select.carry, select.perParent].some((clause) => clause !== undefined);
  return isMore ? undefined : (source.statement.node as SqlNode);
}

/** Part of a token for an order. */
export function orderToken(order: readonly SelectOrder[]): string {
  return order
    .map((term) => {
      const sign = term.descending ? "-" : "+";
      if ("expression" in term) return `${sign}(${term.expression.token}${term.expression.nullable ? "?" : ""})`;
      return `${sign}${term.join === undefined ? "" : `${term.join}.`}${term.column.index}`;
    })
    .join("");
}

/** Part of a token for a list of columns. */
export function columnsToken(columns: readonly ColumnMeta[]): string {
  return columns.map((column) => column.index).join(",");
}

const plain: ShapeClause = shaped({
  outputs: [],
  alone: false,
  distinct: false,
  groups: [],
  having: always,
  order: [],
});

/** The read with its shape changed. */
export function reshaped(select: SelectStatement, change: Partial<ShapeClause>): SelectStatement {
  return { ...select, shape: shaped({ ...(select.shape ?? plain), ...change }) };
}

/** The read with more that comes back beside each record. */
export function withOutputs(select: SelectStatement, outputs: readonly Output[]): SelectStatement {
  return reshaped(select, { outputs: [...(select.shape?.outputs ?? []), ...outputs] });
}
