import type { Engine } from "../connection/engine.js";
import { ready } from "../hooks/ready.js";
import { written } from "../hooks/written.js";
import { changedColumns, heldBy, sending, settle } from "../record/changes.js";
import { valueBefore } from "../record/dirty.js";
import type { RecordState } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { join } from "../statement/condition.js";
import { executeAudited } from "./audit/execute-audited.js";
import type { CountedRow } from "./counted-row.js";
import { currentRowOf, stored } from "./home.js";
import { takeOver } from "./insert.js";
import { stale } from "./stale.js";

/** Writes the columns that this record changed, in one statement, and nothing where nothing changed. */
export async function update(engine: Engine, record: object, state: RecordState, row?: CountedRow): Promise<void> {
  if (changedColumns(record, state).length === 0) return;
  const waiting = ready(engine, record, state, () => changedColumns(record, state));
  const event = waiting === undefined ? undefined : await waiting;
  // Normal forms may have undone a change, such as a space at the end.
  const changed = changedColumns(record, state);
  if (changed.length === 0) return;
  await write(engine, record, state, changed, row);
  if (event !== undefined) await written(engine, record, state, event);
}

/** Writes these columns, and those that every update sets. */
export async function write(
  engine: Engine,
  record: object,
  state: RecordState,
  changed: readonly ColumnMeta[],
  row?: CountedRow,
): Promise<void> {
  const { meta } = state;
  const stamps = stampsOf(state, changed);
  const columns = [...changed, ...stamps.keys()];
  const values = columns.map((column) => (stamps.has(column) ? stamps.get(column) : heldBy(record, column)));
  const sent = sending(record, changed);
  const returning = meta.columns.filter((column) => column.settings.generated !== undefined);
  const before = (column: ColumnMeta) => valueBefore(column, state.original(column));
  const run = () => {
    const where = whereOf(state, row, columns);
    return executeAudited(engine, { type: "update", meta, columns, values, where, returning }, before);
  };
  let result = await run();
  while (result.affected === 0 && row?.concerns(columns) && (await row.lookUp())) result = await run();
  if (result.affected === 0) throw await stale(engine, state);
  for (const [column, value] of stamps) (record as Record<string, unknown>)[column.property] = value;
  takeOver(engine, record, state, returning, result.rows[0] ?? []);
  settle(record, state, [...stamps.keys(), ...returning]);
  sent(state);
}

/** The row that is written: where counts depend on it, only if it is still where the counts have it. */
function whereOf(state: RecordState, row: CountedRow | undefined, columns: readonly ColumnMeta[]) {
  return row?.concerns(columns) ? join("all", [currentRowOf(state), row.condition()]) : currentRowOf(state);
}

/** New values of `onUpdate` fields and the version; set on the record only once the row has them. */
function stampsOf(state: RecordState, changed: readonly ColumnMeta[]): Map<ColumnMeta, unknown> {
  const stamps = new Map<ColumnMeta, unknown>();
  for (const column of state.meta.columns) {
    if (changed.includes(column)) continue;
    if (column === state.meta.version) stamps.set(column, (stored(state, [column])[0] as number) + 1);
    else if (column.settings.onUpdate !== undefined) stamps.set(column, column.settings.onUpdate());
  }
  return stamps;
}
