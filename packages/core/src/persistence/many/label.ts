import type { ColumnMeta } from "../../schema/column-meta.js";
import { identityOf } from "../../statement/key.js";

/** The same for rows that have the same in these columns; `undefined` with a NULL, which is equal to nothing. */
export function labelOf(columns: readonly ColumnMeta[], valueIn: (column: ColumnMeta) => unknown): string | undefined {
  const values = columns.map(valueIn);
  if (values.some((value) => value === null || value === undefined)) return undefined;
  return JSON.stringify(columns.map((column, i) => identityOf(column, values[i])));
}
