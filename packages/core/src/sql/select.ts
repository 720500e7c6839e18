import type { OrderTerm } from "../schema/column-meta.js";
import type { LockClause } from "../statement/clauses.js";
import { isNamedByResult, showsOutputs } from "../statement/select.js";
import type { Output, SelectOrder, SelectStatement, ShapeClause } from "../statement/tree.js";
import { writeExpression } from "./expression.js";
import type { Builder } from "./knex.js";
import { looksFurther } from "./looks-further.js";
import { orderedText } from "./order.js";
import type { Piece } from "./piece.js";
import { writeRanked } from "./ranked.js";
import { type Joins, writeCount, writeJoins, writeVia } from "./related.js";
import { writeJoinedTables, writeSource, writeTableJoins } from "./source.js";
import { innerOf, namesOthers, writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes a read. `limitOf` gives the number that stands for a slot, since knex takes only numbers there. */
export function writeSelect(writing: Writing, statement: SelectStatement, limitOf: (slot: number) => number): Builder {
  const alias = isAlone(statement) ? undefined : writing.alias();
  // What the rows are made from stands outside of the read that is made from it.
  const source = statement.source && writeSource(writing, statement.source, alias ?? writing.alias());
  const from = source === undefined ? writing.table(statement.meta, alias) : writing.fromPiece(source);
  const joined = writeJoinedTables(writing, statement.tables ?? []);
  const work = () => {
    if (joined.length > 0) {
      const { text, bindings } = writeTableJoins(writing, joined, alias as string);
      from.joinRaw(text, bindings as never[]);
    }
    return writeWithin(writing, statement, alias, from, limitOf);
  };
  return writing.within(
    alias,
    work,
    joined.map((each) => each.alias),
  );
}

function writeWithin(
  writing: Writing,
  statement: SelectStatement,
  alias: string | undefined,
  query: Builder,
  limitOf: (slot: number) => number,
): Builder {
  const { where, limit, offset, yields, perParent, shape } = statement;
  // The order of the slots is that of the values: counts, outputs, keys, conditions, groups, order, limits.
  const outputs = outputsOf(writing, statement, alias);
  const joins = yields === "rows" ? writeJoins(writing, statement, alias as string) : undefined;
  const via = statement.via && writeVia(writing, statement.via, alias as string);
  if (via !== undefined) query.joinRaw(via.join.text, via.join.bindings as never[]);
  if (joins !== undefined && joins.text !== "") query.joinRaw(joins.text, joins.bindings as never[]);
  const carry = statement.carry?.map((column): Piece => ({ text: writing.quoted(column, alias), bindings: [] })) ?? [];
  const columns = [...outputs, ...(joins?.columns ?? []), ...(via?.carried ?? []), ...carry];
  if (where.token !== "T") {
    const { text, bindings } = writeCondition(writing, where.node, alias);
    query.whereRaw(text, bindings as never[]);
  }
  if (shape !== undefined) writeGroups(writing, query, shape, alias);
  const order = orderPieces(writing, statement, alias, joins);
  if (perParent !== undefined) {
    const partition = via?.carried.map(({ text }) => text) ?? perParent.map((column) => writing.quoted(column, alias));
    return writeRanked(writing, { query, columns, partition, order, statement, alias: alias as string });
  }
  if (shape?.distinct === true) query.distinct(columns.map(({ text, bindings }) => writing.raw(text, bindings)));
  else for (const { text, bindings } of columns) query.select(writing.raw(text, bindings));
  for (const { text, bindings } of order) query.orderByRaw(text, bindings as never[]);
  const integer = (value: unknown) => value as number;
  if (limit !== undefined) {
    writing.slot(integer);
    query.limit(limitOf(writing.encoders.length - 1));
  }
  if (offset !== undefined) {
    writing.slot(integer);
    query.offset(limitOf(writing.encoders.length - 1));
  }
  if (statement.lock !== undefined && yields === "rows") writeLock(query, statement.lock, alias);
  const isGrouped = showsOutputs(statement);
  if (yields !== "count" || (limit === undefined && offset === undefined && !isGrouped)) return query;
  // A count of limited rows: the limit goes inside, or it would apply to the one row that count gives.
  return writing.counting(query);
}

/** Only the read's own rows are locked, not those that are joined to them. */
function writeLock(query: Builder, { mode, onLocked }: LockClause, alias: string | undefined): void {
  const of = alias === undefined ? [] : [alias];
  if (mode === "update") query.forUpdate(...of);
  else query.forShare(...of);
  if (onLocked === "skip") query.skipLocked();
  if (onLocked === "fail") query.noWait();
}

/** Whether no other table has a part in it, so that names need no alias in front. */
function isAlone({ joins, tables, counts, via, perParent, where, shape, order, source }: SelectStatement): boolean {
  // Without an alias in front, an order would be by what comes out of this read under the name that is meant.
  if (source !== undefined && order.length > 0) return false;
  if (joins.length > 0 || tables || counts.length > 0 || via || perParent || namesOthers(where.node)) return false;
  const ordering = order.flatMap((term) => ("expression" in term ? [term.expression.node] : []));
  const shown = shape?.outputs.map(({ expression }) => expression.node) ?? [];
  if (shape !== undefined && namesOthers(shape.having.node)) return false;
  return ![...ordering, ...shown].some((node) => looksFurther(node, namesOthers));
}

/** What comes back, first of all; joined columns and carried keys follow. */
function outputsOf(writing: Writing, statement: SelectStatement, alias: string | undefined): Piece[] {
  const { yields, limit, offset, columns, counts, shape } = statement;
  const piece = (text: string): Piece => ({ text, bindings: [] });
  if (yields === "exists") return [piece("1")];
  if (!showsOutputs(statement)) {
    return [piece(limit === undefined && offset === undefined ? "count(*)" : "1")];
  }
  const whole = isNamedByResult(statement) ? [piece(alias === undefined ? "*" : `${alias}.*`)] : undefined;
  const own = shape?.alone === true ? [] : (whole ?? columns.map((column) => piece(writing.quoted(column, alias))));
  const counted = counts.map((count) => writeCount(writing, count, alias as string));
  return [...own, ...counted, ...(shape === undefined ? [] : writeOutputs(writing, shape))];
}

function writeOutputs(writing: Writing, { outputs }: ShapeClause): Piece[] {
  return outputs.map(({ expression }, i) => {
    const { text, bindings } = writeExpression(writing, expression.node, innerOf(writing));
    return { text: `${text} as ${writing.name(`o${i}`)}`, bindings };
  });
}

function writeGroups(writing: Writing, query: Builder, shape: ShapeClause, alias: string | undefined): void {
  for (const output of shape.groups) query.groupByRaw(String(output + 1));
  if (shape.having.token === "T") return;
  const { text, bindings } = writeCondition(writing, shape.having.node, alias);
  query.havingRaw(text, bindings as never[]);
}

/** The terms of ORDER BY. */
function orderPieces(
  writing: Writing,
  { order, shape }: SelectStatement,
  alias: string | undefined,
  joins: Joins | undefined,
): Piece[] {
  const own = order.map((term: SelectOrder): Piece => {
    if (!("expression" in term)) return { text: columnOrder(writing, term, alias, joins), bindings: [] };
    const { text, bindings } = writeExpression(writing, term.expression.node, innerOf(writing));
    return { text: orderedText(writing, text, { ...term, ...term.expression }), bindings };
  });
  const shown = shape?.order.map(({ output, descending }): Piece => {
    const { as, nullable } = (shape.outputs[output] as Output).expression;
    return { text: orderedText(writing, writing.name(`o${output}`), { as, nullable, descending }), bindings: [] };
  });
  return [...own, ...(shown ?? [])];
}

function columnOrder(
  writing: Writing,
  { column, descending, join }: OrderTerm,
  alias: string | undefined,
  joins: Joins | undefined,
): string {
  const quoted = writing.quoted(column, join === undefined ? alias : joins?.aliases[join - 1]);
  return orderedText(writing, quoted, { as: column, descending, nullable: column.nullable || join !== undefined });
}
