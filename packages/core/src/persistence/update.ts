import type { Engine } from "../connection/engine.js";
import { hooksOn } from "../hooks/hooks-on.js";
import { ready } from "../hooks/ready.js";
import { written } from "../hooks/written.js";
import { changedColumns, heldBy, sending, settle } from "../record/changes.js";
import { valueBefore } from "../record/dirty.js";
import type { RecordState } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { join } from "../statement/condition.js";
import { executeAudited } from "./audit/execute-audited.js";
import type { CountedRow } from "./counted-row.js";
import { currentRowOf, stored } from "./home.js";
import { takeOver } from "./insert.js";
import { stale } from "./stale.js";

/** Writes the columns that this record changed, in one statement, and nothing where nothing changed. */
export async function update(engine: Engine, record: object, state: RecordState, row?: CountedRow): Promise<void> {
  const before = changedColumns(record, state);
  if (before.length === 0) return;
  const isAlone = hooksOn(engine, state.meta) === undefined;
  const waiting = ready(engine, record, state, isAlone ? () => before : () => changedColumns(record, state));
  const event = waiting === undefined ? undefined : await waiting;
  // Normal forms may have undone a change, such as a space at the end.
  const isFinal = waiting === undefined && before.every(({ settings }) => settings.normalize === undefined);
  const changed = isFinal ? before : changedColumns(record, state);
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
  const { stamped, generated: returning } = setByItself(meta);
  const stamps = stamped.filter((column) => !changed.includes(column));
  const stampValues = stamps.map((column) => stampOf(state, column));
  const columns = stamps.length === 0 ? changed : [...changed, ...stamps];
  const values = changed.map((column) => heldBy(record, column));
  values.push(...stampValues);
  const sent = sending(record, changed);
  const before = (column: ColumnMeta) => valueBefore(column, state.original(column));
  const run = () => {
    const where = whereOf(state, row, columns);
    return executeAudited(engine, { type: "update", meta, columns, values, where, returning }, before);
  };
  let result = await run();
  while (result.affected === 0 && row?.concerns(columns) && (await row.lookUp())) result = await run();
  if (result.affected === 0) throw await stale(engine, state);
  for (const [i, { property }] of stamps.entries()) (record as Record<string, unknown>)[property] = stampValues[i];
  takeOver(engine, record, state, returning, result.rows[0] ?? []);
  settle(record, state, stamps);
  settle(record, state, returning);
  sent(state);
}

/** The row that is written: where counts depend on it, only if it is still where the counts have it. */
function whereOf(state: RecordState, row: CountedRow | undefined, columns: readonly ColumnMeta[]) {
  return row?.concerns(columns) ? join("all", [currentRowOf(state), row.condition()]) : currentRowOf(state);
}

/** The columns of a model that an update sets without being asked. */
interface SetByItself {
  /** The version, and `onUpdate` fields. */
  readonly stamped: readonly ColumnMeta[];
  /** What the database computes. */
  readonly generated: readonly ColumnMeta[];
}

const all = new WeakMap<ModelMeta, SetByItself>();

function setByItself(meta: ModelMeta): SetByItself {
  let known = all.get(meta);
  if (known === undefined) {
    const stamped = meta.columns.filter((column) => column === meta.version || column.settings.onUpdate !== undefined);
    known = { stamped, generated: meta.columns.filter(({ settings }) => settings.generated !== undefined) };
    all.set(meta, known);
  }
  return known;
}

/** The new value of such a column; set on the record only once the row has it. */
function stampOf(state: RecordState, column: ColumnMeta): unknown {
  if (column === state.meta.version) return (stored(state, [column])[0] as number) + 1;
  return column.settings.onUpdate?.();
}
