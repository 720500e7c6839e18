import type { Engine } from "../connection/engine.js";
import { engineFor } from "../connection/registry.js";
import { QueryError } from "../errors/usage.js";
import { type RecordState, unread } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { columnsCondition } from "../statement/key.js";
import type { Condition } from "../statement/tree.js";

/** The database that a record goes to: the one it came from, or its model's. */
export function homeOf(state: RecordState): Engine {
  return (state.home as Engine | undefined) ?? engineFor(state.meta);
}

/** The row of a record, by the key that the database has, whatever its properties say now. */
export function rowOf(state: RecordState): Condition {
  const { primaryKey } = state.meta;
  return columnsCondition(primaryKey, stored(state, primaryKey));
}

/** The row of a record, if nobody has written it since it was read. */
export function currentRowOf(state: RecordState): Condition {
  const { primaryKey, version } = state.meta;
  const columns = version === undefined ? primaryKey : [...primaryKey, version];
  return columnsCondition(columns, stored(state, columns));
}

/** What the database has in these columns, as values rather than snapshots. */
export function stored(state: RecordState, columns: readonly ColumnMeta[]): unknown[] {
  return columns.map((column) => {
    const original = state.original(column);
    if (original === unread) {
      throw new QueryError(
        `This ${column.model} was read without ${column.property}, by which its row is found again. Select it as well, or read the whole row: await record.reload().`,
        { model: column.model, fields: [column.property] },
      );
    }
    return column.type.comparison.restore(original);
  });
}

/** Refuses to write what belongs to somebody else. */
export function refuseReadonly(meta: ModelMeta, verb: string): void {
  if (!meta.readonly) return;
  throw new QueryError(`${meta.name} is readonly (static table = { readonly: true }): it cannot ${verb}.`, {
    model: meta.name,
  });
}
