import type { Engine } from "../../connection/engine.js";
import { QueryError, UnsupportedError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { rowPlan } from "../../record/row-plan.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { columnNamed } from "../../statement/read-condition.js";

/** What a write of many rows gives instead of their number. */
export interface ReturningOptions<K extends string> {
  /** These properties of each row that was written, as plain objects in no particular order. */
  readonly returning: readonly K[];
}

/** The columns that are to come back; none where the number of the rows is. */
export function readReturning(
  meta: ModelMeta,
  verb: string,
  options: unknown,
  engine: () => Engine,
): readonly ColumnMeta[] {
  if (options === undefined) return [];
  const given = isPlainObject(options) ? options.returning : undefined;
  if (!Array.isArray(given) || given.length === 0) {
    const what = isPlainObject(options) ? `returning: ${describe(given)}` : describe(options);
    throw new QueryError(
      `${verb} of ${meta.name} takes the properties that are to come back as { returning: ["id", …] }, not ${what}.`,
      { model: meta.name },
    );
  }
  const columns = new Set(given.map((property) => columnNamed(meta, property, "returning")));
  const { dialect } = engine();
  if (!dialect.capabilities.returning) {
    throw new UnsupportedError(
      `${dialect.name} does not give back what it writes (capability returning). Read the rows in the same transaction.`,
      { model: meta.name },
    );
  }
  return [...columns];
}

/** The rows that came back, as plain objects. */
export function returnedRows(
  { dialect }: Engine,
  meta: ModelMeta,
  columns: readonly ColumnMeta[],
  rows: readonly (readonly unknown[])[],
): Record<string, unknown>[] {
  const { decode } = rowPlan(dialect, meta);
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, i) => [column.property, decode(column, row[i])] as const)),
  );
}
