import { FieldDefinition } from "../fields/definition.js";
import { unsteady } from "../fields/initialise.js";
import { isSql } from "../fragment/sql.js";
import { heldBy } from "../record/changes.js";
import type { RecordState } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";

/** A property that still holds its declaration was not reached as the class was read. */
export function refuseUnsteady(record: object, { name, columns }: ModelMeta): void {
  if (columns.some((column) => heldBy(record, column) instanceof FieldDefinition)) throw unsteady(name);
}

/** Properties that the database fills in: numbered keys, defaults in SQL, computed columns. */
export function isLeftOut(record: object, { property, settings, autoIncrement }: ColumnMeta): boolean {
  if (settings.generated !== undefined) return true;
  if ((record as Record<string, unknown>)[property] !== undefined) return false;
  return autoIncrement || isSql(settings.default);
}

/** Both stamps get the same moment: a row that was never changed says so. Undone if the row is not written. */
export function stampCreation(record: object, { meta }: RecordState): () => void {
  const values = record as Record<string, unknown>;
  const now = new Date();
  const stamped = [meta.createdAt, meta.updatedAt].filter(
    (column) => column !== undefined && values[column.property] === undefined,
  );
  for (const column of stamped) values[(column as ColumnMeta).property] = new Date(now);
  return () => {
    for (const column of stamped) values[(column as ColumnMeta).property] = undefined;
  };
}
