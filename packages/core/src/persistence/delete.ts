import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { QueryError } from "../errors/usage.js";
import { heldBy } from "../record/changes.js";
import { stateOf } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { join } from "../statement/condition.js";
import { CountedRow } from "./counted-row.js";
import { effectsOf } from "./effects.js";
import { currentRowOf, homeOf, refuseReadonly } from "./home.js";
import { nobody } from "./parent-keys.js";
import { together } from "./save-row.js";
import { stale } from "./stale.js";
import { tellParents } from "./tell-parents.js";
import { rememberWritten } from "./undo.js";
import { write } from "./update.js";

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
  values[deletedAt.property] = new Date();
  try {
    await telling(record, [deletedAt], (engine, row) => write(engine, record, state, [deletedAt], row));
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
  await telling(record, undefined, async (engine, row) => {
    const where = () => (row === undefined ? currentRowOf(state) : join("all", [currentRowOf(state), row.condition()]));
    const run = () => execute(engine, { type: "delete", meta, where: where(), returning: [] });
    let { affected } = await run();
    while (affected === 0 && (await row?.lookUp())) ({ affected } = await run());
    if (affected === 0 && meta.version !== undefined) throw await stale(engine, state);
    return affected > 0;
  });
  state.phase = "deleted";
}

/**
 * Writes a deletion or its undoing; parents that count or are touched are told in the same transaction. `written` are
 * the columns that say it, or `undefined` if the row goes.
 */
async function telling(
  record: object,
  written: readonly ColumnMeta[] | undefined,
  work: (engine: Engine, row: CountedRow | undefined) => Promise<unknown>,
): Promise<void> {
  const state = stateOf(record);
  const engine = homeOf(state);
  if (effectsOf(state.meta).length === 0) {
    await work(engine, undefined);
    return;
  }
  await together(engine, record, async () => {
    const row = await CountedRow.of(engine, state);
    if ((await work(engine, row)) === false) return;
    await tellParents(engine, record, row.before, written === undefined ? nobody(row.before) : row.after(written));
  });
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
    await telling(record, [deletedAt], (engine, row) => write(engine, record, state, [deletedAt], row));
  } catch (error) {
    values[deletedAt.property] = before;
    throw error;
  }
}

function refuseUnsaved(record: object): void {
  const { meta, phase } = stateOf(record);
  refuseReadonly(meta, "be deleted");
  if (phase !== "new") return;
  throw new QueryError(`This ${meta.name} was never saved, so there is no row to delete.`, { model: meta.name });
}
