import { FieldDefinition } from "../fields/definition.js";
import { unsteady } from "../fields/initialise.js";
import { isSql } from "../fragment/sql.js";
import { heldBy } from "../record/changes.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";

/** A property that still holds its declaration was not reached as the class was read. */
export function refuseUnsteady(record: object, { name, columns }: ModelMeta): void {
  for (const column of columns) if (heldBy(record, column) instanceof FieldDefinition) throw unsteady(name);
}

/** Whether the database may fill a column in: numbered keys, defaults in SQL, computed columns. */
export function mayBeLeftOut({ settings, autoIncrement }: ColumnMeta): boolean {
  return settings.generated !== undefined || autoIncrement || isSql(settings.default);
}

/** Whether the database fills it in for this record. */
export function isLeftOut(record: object, column: ColumnMeta): boolean {
  if (!mayBeLeftOut(column)) return false;
  return column.settings.generated !== undefined || (record as Record<string, unknown>)[column.property] === undefined;
}

/**
 * Both stamps of a row, and those of all rows that are written together, get the same moment: a row that was never changed
 * says so. Undone if the rows are not written.
 */
export function stampCreation(meta: ModelMeta, records: readonly object[]): () => void {
  const now = Date.now();
  const stamped: (readonly [property: string, records: readonly object[]])[] = [];
  for (const column of [meta.createdAt, meta.updatedAt]) {
    if (column === undefined) continue;
    const { property } = column;
    const unset = (records as readonly Record<string, unknown>[]).filter((record) => record[property] === undefined);
    for (const record of unset) record[property] = new Date(now);
    stamped.push([property, unset]);
  }
  return () => {
    for (const [property, unset] of stamped) {
      for (const record of unset) (record as Record<string, unknown>)[property] = undefined;
    }
  };
}
