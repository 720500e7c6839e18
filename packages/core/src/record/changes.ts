import { compareIdentity } from "../fields/compare.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { type RecordState, unread } from "./state.js";

/** On the prototype of records that were read with some of their columns: the others. */
export const unselected: unique symbol = Symbol("unselected");

/** Whether a record was read without a column, and was given no value for it since. */
export function isUnselected(record: object, column: ColumnMeta): boolean {
  const missing = (record as { [unselected]?: ReadonlySet<ColumnMeta> })[unselected];
  return missing?.has(column) === true && !Object.hasOwn(record, column.path[0] as string);
}

/** The value of a column's property; `undefined` where it was not selected, which users are told by an error. */
export function heldBy(record: object, column: ColumnMeta): unknown {
  return isUnselected(record, column) ? undefined : (record as Record<string, unknown>)[column.property];
}

/** The value in the form that is stored, if the field can hold it at all: `"1.5"` and `"1.50"` are one decimal. */
function canonicalOf(column: ColumnMeta, value: unknown): unknown {
  const { canonical, refuse } = column.type;
  return canonical !== undefined && refuse(value) === undefined ? canonical(value as never) : value;
}

/** Whether a property differs from what the database has. In-place changes of JSON, arrays, bytes and dates count. */
export function isChanged(record: object, state: RecordState, column: ColumnMeta): boolean {
  const original = state.original(column);
  const value = heldBy(record, column);
  if (original === unread) return value !== undefined;
  if (value === null || value === undefined || original === null) return value !== original;
  const { comparison, canonical } = column.type;
  // Most are as they were.
  if (!comparison.changed(value, original)) return false;
  return canonical === undefined || comparison.changed(canonicalOf(column, value), original);
}

/** The columns whose properties differ from what the database has, in the order of the class. */
export function changedColumns(record: object, state: RecordState): ColumnMeta[] {
  const changed: ColumnMeta[] = [];
  const { columns } = state.meta;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as ColumnMeta;
    if (column.settings.generated === undefined && isChanged(record, state, column)) changed.push(column);
  }
  return changed;
}

/** Takes the current value of these columns for what the database has. */
export function settle(record: object, state: RecordState, columns: Iterable<ColumnMeta>): void {
  for (const column of columns) state.setOriginal(column, snapshotOf(record, column));
}

/**
 * Keeps the current values of these columns, which are about to be sent, and gives what takes them for what the database
 * has: the record may be changed while the statement is on its way, and that change is one to save.
 */
export function sending(record: object, columns: readonly ColumnMeta[]): (state: RecordState) => void {
  const snapshots = columns.map((column) => snapshotOf(record, column));
  return (state) => {
    for (let i = 0; i < columns.length; i++) state.setOriginal(columns[i] as ColumnMeta, snapshots[i]);
  };
}

/**
 * The same for many records, whose values stand in a list for each of these columns. What it gives is told the place of
 * each record in the lists.
 */
export function sendingLists(columns: readonly ColumnMeta[], lists: readonly (readonly unknown[])[]) {
  const snapshots = columns.map((column, i) => {
    const list = lists[i] as readonly unknown[];
    if (column.type.comparison === compareIdentity && column.type.canonical === undefined) return list;
    return list.map((value) => snapshotOfValue(column, value));
  });
  return (state: RecordState, place: number): void => {
    for (let i = 0; i < columns.length; i++) {
      state.setOriginal(columns[i] as ColumnMeta, (snapshots[i] as readonly unknown[])[place]);
    }
  };
}

function snapshotOf(record: object, column: ColumnMeta): unknown {
  return snapshotOfValue(column, heldBy(record, column));
}

function snapshotOfValue(column: ColumnMeta, value: unknown): unknown {
  return value === null ? null : column.type.comparison.snapshot(canonicalOf(column, value));
}
