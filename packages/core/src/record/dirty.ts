import type { ColumnMeta } from "../schema/column-meta.js";
import { syncAssigned } from "./assigned.js";
import { changedColumns, heldBy } from "./changes.js";
import { stateOf, unread } from "./state.js";

/** Changed properties, each with the value that the database has and the one that the record has. */
export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

/** Whether a record has something to save. */
export function isDirty(record: object): boolean {
  const state = stateOf(record);
  syncAssigned(record, state, true);
  return changedColumns(record, state).length > 0;
}

/** What a record would save. */
export function changes(record: object): Changes {
  const state = stateOf(record);
  syncAssigned(record, state, true);
  return Object.fromEntries(
    changedColumns(record, state).map((column) => [
      column.property,
      { from: valueBefore(column, state.original(column)), to: heldBy(record, column) },
    ]),
  );
}

/** What the database has, as far as it was read. */
export function originals(record: object): Readonly<Record<string, unknown>> {
  const state = stateOf(record);
  const known = state.meta.columns.filter((column) => state.original(column) !== unread);
  return Object.fromEntries(known.map((column) => [column.property, valueBefore(column, state.original(column))]));
}

/** The value of a snapshot; `undefined` where the column was never read. */
export function valueBefore({ type }: ColumnMeta, snapshot: unknown): unknown {
  if (snapshot === unread) return undefined;
  return snapshot === null ? null : type.comparison.restore(snapshot);
}
