import type { Engine } from "../connection/engine.js";
import { QueryError } from "../errors/usage.js";
import { hooksOn } from "../hooks/hooks-on.js";
import { noteWritten, refuseWithinBefore, runHook } from "../hooks/run.js";
import { heldBy } from "../record/changes.js";
import { valueBefore } from "../record/dirty.js";
import { type RecordState, stateOf } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { join } from "../statement/condition.js";
import { executeAudited } from "./audit/execute-audited.js";
import { carry, carryingColumns, type Marking } from "./carried.js";
import { CountedRow } from "./counted-row.js";
import { effectsOf } from "./effects.js";
import { currentRowOf, homeOf, refuseReadonly, stored } from "./home.js";
import { nobody } from "./parent-keys.js";
import { together } from "./save-row.js";
import { stale } from "./stale.js";
import { tellParents } from "./tell-parents.js";
import { rememberWritten } from "./undo.js";
import { write } from "./update.js";
import { writesMore } from "./writes-more.js";

/** Deletes a record: its row, or with `deletedAt` by marking it. A row that is gone already is no error. */
export async function deleteRecord(record: object): Promise<void> {
  const state = stateOf(record);
  const { deletedAt } = state.meta;
  if (deletedAt === undefined) return destroy(record);
  refuseUnsaved(record);
  const values = record as Record<string, unknown>;
  const before = heldBy(record, deletedAt);
  if (before != null) return;
  rememberWritten(homeOf(state), record);
  const work = async (engine: Engine, row: CountedRow | undefined): Promise<void> => {
    values[deletedAt.property] = new Date();
    await write(engine, record, state, [deletedAt], row);
    await carryAlong(engine, record, { from: null, to: markOf(state, deletedAt), of: record });
  };
  try {
    await telling({ record, written: [deletedAt], work });
  } catch (error) {
    // It may not have been selected.
    if (before === undefined) delete values[deletedAt.property];
    else values[deletedAt.property] = before;
    throw error;
  }
}

/** Deletes a record's row, also where the model has `deletedAt`. */
export async function destroy(record: object): Promise<void> {
  refuseUnsaved(record);
  const state = stateOf(record);
  if (state.phase === "deleted") return;
  rememberWritten(homeOf(state), record);
  const { meta } = state;
  const work = async (engine: Engine, row: CountedRow | undefined): Promise<boolean> => {
    const where = () => (row === undefined ? currentRowOf(state) : join("all", [currentRowOf(state), row.condition()]));
    const run = () => executeAudited(engine, { type: "delete", meta, where: where(), returning: [] });
    let { affected } = await run();
    while (affected === 0 && (await row?.lookUp())) ({ affected } = await run());
    if (affected === 0 && meta.version !== undefined) throw await stale(engine, state);
    return affected > 0;
  };
  await telling({ record, written: undefined, work });
  state.phase = "deleted";
}

/** A deletion, or the undoing of one. */
interface Deletion {
  readonly record: object;
  /** The columns that say it, or `undefined` if the row goes. */
  readonly written: readonly ColumnMeta[] | undefined;
  /** Writes it; `false` if there was no row. */
  readonly work: (engine: Engine, row: CountedRow | undefined) => Promise<unknown>;
  readonly undoes?: boolean;
}

/** Writes a deletion; its hooks run, and parents that count or are touched are told, in the same transaction. */
async function telling(deletion: Deletion): Promise<void> {
  const { record, work } = deletion;
  const state = stateOf(record);
  const engine = homeOf(state);
  const hooks = hooksOn(engine, state.meta);
  refuseWithinBefore(record, state.meta.name, "delete()");
  const run = async (): Promise<void> => {
    if (deletion.undoes !== true) await runHook(hooks, "beforeDelete", record);
    const isThere = await (effectsOf(state.meta).length === 0 ? work(engine, undefined) : counted(engine, deletion));
    if (isThere === false) return;
    if (deletion.undoes !== true) await runHook(hooks, "afterDelete", record);
    await noteWritten(hooks, engine, record);
  };
  const carries = deletion.written !== undefined && carryingColumns(engine, state.meta).length > 0;
  await (carries || writesMore(engine, state.meta) ? together(engine, record, run) : run());
}

async function counted(engine: Engine, { record, written, work }: Deletion): Promise<boolean> {
  const row = await CountedRow.of(engine, stateOf(record));
  if ((await work(engine, row)) === false) return false;
  await tellParents(engine, record, row.before, written === undefined ? nobody(row.before) : row.after(written));
  return true;
}

/** Takes back a soft deletion. */
export async function restore(record: object): Promise<void> {
  const state = stateOf(record);
  const { deletedAt, name } = state.meta;
  if (deletedAt === undefined) {
    throw new QueryError(`${name} has no field.deletedAt(), so what was deleted cannot be restored.`, { model: name });
  }
  const values = record as Record<string, unknown>;
  const before = heldBy(record, deletedAt);
  if (before == null) return;
  rememberWritten(homeOf(state), record);
  values[deletedAt.property] = null;
  try {
    const from = markOf(state, deletedAt);
    const work = async (engine: Engine, row: CountedRow | undefined): Promise<void> => {
      await write(engine, record, state, [deletedAt], row);
      await carryAlong(engine, record, { from, to: null, of: record });
    };
    await telling({ record, written: [deletedAt], work, undoes: true });
  } catch (error) {
    values[deletedAt.property] = before;
    throw error;
  }
}

/** The instant at which the row of a record was marked, as the database has it. */
function markOf(state: RecordState, deletedAt: ColumnMeta): Date {
  return valueBefore(deletedAt, state.original(deletedAt)) as Date;
}

/** What was marked as deleted together with a record, or is to be now. */
async function carryAlong(engine: Engine, record: object, marking: Marking): Promise<void> {
  const state = stateOf(record);
  const columns = carryingColumns(engine, state.meta);
  if (columns.length === 0) return;
  const values = stored(state, columns);
  await carry(engine, state.meta, [(column) => values[columns.indexOf(column)]], marking);
}

function refuseUnsaved(record: object): void {
  const { meta, phase } = stateOf(record);
  refuseReadonly(meta, "be deleted");
  if (phase !== "new") return;
  throw new QueryError(`This ${meta.name} was never saved, so there is no row to delete.`, { model: meta.name });
}
