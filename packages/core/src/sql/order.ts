import type { ColumnMeta } from "../schema/column-meta.js";
import type { Writing } from "./writing.js";

/** One column of an ORDER BY. NULLs stand at the far end of the values, as if greater than all, on every database. */
export function orderOf(writing: Writing, column: ColumnMeta, descending: boolean, alias: string): string {
  const quoted = writing.quoted(column, alias);
  const text = writing.storage(column).ordered?.(quoted) ?? quoted;
  const nulls = column.nullable && !writing.dialect.capabilities.nullsSortLast;
  const place = descending ? " nulls first" : " nulls last";
  return `${text}${descending ? " desc" : ""}${nulls ? place : ""}`;
}
