import type { SelectStatement } from "../statement/select.js";
import type { Builder } from "./knex.js";
import { writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes a read. `limitOf` gives the number that stands for a slot, since knex takes only numbers there. */
export function writeSelect(writing: Writing, statement: SelectStatement, limitOf: (slot: number) => number): Builder {
  const { where, order, limit, offset, yields, columns } = statement;
  const query = writing.table(statement.meta);
  if (yields === "rows") query.select(columns.map((column) => writing.name(column.name)));
  else if (yields === "exists") query.select(writing.raw("1"));
  else if (limit === undefined && offset === undefined) query.select(writing.raw("count(*)"));
  else query.select(writing.raw("1"));
  if (where.token !== "T") {
    const { text, bindings } = writeCondition(writing, where.node);
    query.whereRaw(text, bindings as never[]);
  }
  for (const { column, descending } of order) {
    const quoted = writing.quoted(column);
    const text = writing.storage(column).ordered?.(quoted) ?? quoted;
    // NULLs stand at the far end of the values, as if greater than all, on every database.
    const nulls = column.nullable && !writing.dialect.capabilities.nullsSortLast;
    const place = descending ? " nulls first" : " nulls last";
    query.orderByRaw(`${text}${descending ? " desc" : ""}${nulls ? place : ""}`);
  }
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
