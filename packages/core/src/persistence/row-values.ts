import type { Engine } from "../connection/engine.js";
import { rowPlan } from "../record/row-plan.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { ValueIn } from "./parent-keys.js";

/** Rows that came back, by column. */
export function rowValues(
  { dialect }: Engine,
  meta: ModelMeta,
  columns: readonly ColumnMeta[],
  rows: readonly (readonly unknown[])[],
): ValueIn[] {
  const { decode } = rowPlan(dialect, meta);
  return rows.map((row) => {
    const values = new Map(columns.map((column, i) => [column, decode(column, row[i])]));
    return (column) => values.get(column);
  });
}
