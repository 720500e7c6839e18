import type { ColumnMeta, OrderTerm } from "../schema/column-meta.js";
import type { SelectStatement } from "../statement/select.js";
import type { Builder } from "./knex.js";
import type { Piece } from "./piece.js";
import { writeRanked } from "./ranked.js";
import { writeCount, writeJoins, writeVia } from "./related.js";
import { namesOthers, writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes a read. `limitOf` gives the number that stands for a slot, since knex takes only numbers there. */
export function writeSelect(writing: Writing, statement: SelectStatement, limitOf: (slot: number) => number): Builder {
  const { where, limit, offset, yields, meta, perParent } = statement;
  const alias = isAlone(statement) ? undefined : writing.alias();
  const query = writing.table(meta, alias);
  // The order of the slots is that of the values: counts, keys, conditions, limits.
  const outputs = outputsOf(writing, statement, alias);
  const joins = yields === "rows" ? writeJoins(writing, statement, alias as string) : undefined;
  const via = statement.via && writeVia(writing, statement.via, alias as string);
  if (via !== undefined) query.joinRaw(via.join.text, via.join.bindings as never[]);
  if (joins !== undefined && joins.text !== "") query.joinRaw(joins.text);
  const columns = [...outputs, ...(joins?.columns ?? []), ...(via?.carried ?? [])];
  if (where.token !== "T") {
    const { text, bindings } = writeCondition(writing, where.node, alias);
    query.whereRaw(text, bindings as never[]);
  }
  const order = orderText(writing, statement.order, (term) =>
    term.join === undefined ? alias : joins?.aliases[term.join - 1],
  );
  if (perParent !== undefined) {
    const partition = via?.carried.map(({ text }) => text) ?? perParent.map((column) => writing.quoted(column, alias));
    return writeRanked(writing, { query, columns, partition, order, statement, alias: alias as string });
  }
  for (const { text, bindings } of columns) query.select(writing.raw(text, bindings));
  for (const term of order) query.orderByRaw(term);
  const integer = (value: unknown) => value as number;
  if (limit !== undefined) {
    writing.slot(integer);
    query.limit(limitOf(writing.encoders.length - 1));
  }
  if (offset !== undefined) {
    writing.slot(integer);
    query.offset(limitOf(writing.encoders.length - 1));
  }
  if (yields !== "count" || (limit === undefined && offset === undefined)) return query;
  // A count of limited rows: the limit goes inside, or it would apply to the one row that count gives.
  return writing.counting(query);
}

/** Whether no other table has a part in it, so that names need no alias in front. */
function isAlone({ joins, counts, via, perParent, where }: SelectStatement): boolean {
  return joins.length === 0 && counts.length === 0 && !via && !perParent && !namesOthers(where.node);
}

/** What comes back, first of all; joined columns and carried keys follow. */
function outputsOf(writing: Writing, statement: SelectStatement, alias: string | undefined): Piece[] {
  const { yields, limit, offset, columns, counts } = statement;
  const piece = (text: string): Piece => ({ text, bindings: [] });
  if (yields === "exists") return [piece("1")];
  if (yields === "count") return [piece(limit === undefined && offset === undefined ? "count(*)" : "1")];
  return [
    ...columns.map((column) => piece(writing.quoted(column, alias))),
    ...counts.map((count) => writeCount(writing, count, alias as string)),
  ];
}

/** The terms of ORDER BY. NULLs stand at the far end of the values, as if greater than all, on every database. */
export function orderText(
  writing: Writing,
  order: readonly OrderTerm[],
  aliasOf: (term: OrderTerm) => string | undefined,
): string[] {
  return order.map((term) => {
    const { column, descending, join } = term;
    const quoted = writing.quoted(column, aliasOf(term));
    const text = writing.storage(column).ordered?.(quoted) ?? quoted;
    const nulls = mayBeNull(column, join) && !writing.dialect.capabilities.nullsSortLast;
    const place = descending ? " nulls first" : " nulls last";
    return `${text}${descending ? " desc" : ""}${nulls ? place : ""}`;
  });
}

const mayBeNull = (column: ColumnMeta, join: number | undefined): boolean => column.nullable || join !== undefined;
