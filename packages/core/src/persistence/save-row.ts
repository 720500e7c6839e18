import type { Engine } from "../connection/engine.js";
import { runTransaction } from "../connection/run-transaction.js";
import { StaleRecordError } from "../errors/record.js";
import { changedColumns, heldBy } from "../record/changes.js";
import type { RecordState } from "../record/state.js";
import { CountedRow } from "./counted-row.js";
import { effectsOf } from "./effects.js";
import { refuseReadonly } from "./home.js";
import { insert } from "./insert.js";
import { nobody, parentKeys } from "./parent-keys.js";
import { tellParents } from "./tell-parents.js";
import { rememberWritten } from "./undo.js";
import { update } from "./update.js";
import { writesMore } from "./writes-more.js";

/** Refuses to save what cannot be. */
export function refuseUnwritable({ meta, phase }: RecordState): void {
  refuseReadonly(meta, "be saved");
  if (phase !== "deleted") return;
  throw new StaleRecordError(`This ${meta.name} was deleted and cannot be saved. Make a new one.`, {
    model: meta.name,
  });
}

/** Writes a record's own row; parents that count it or are touched by it are told in the same transaction. */
export function saveRow(engine: Engine, record: object, state: RecordState, ifAbsent = false): Promise<void> {
  const tells = writesMore(engine, state.meta) && (state.phase === "new" || changedColumns(record, state).length > 0);
  if (!tells) return writeRow(engine, record, state, ifAbsent);
  return together(engine, record, () => saveRowWithin(engine, record, state, ifAbsent));
}

/** The same for one who has opened the transaction, and puts the record back if it fails. */
export async function saveRowWithin(
  engine: Engine,
  record: object,
  state: RecordState,
  ifAbsent = false,
): Promise<void> {
  if (effectsOf(state.meta).length === 0) return writeRow(engine, record, state, ifAbsent);
  if (state.phase === "new") {
    await insert(engine, record, state, ifAbsent);
    const keys = parentKeys(state.meta, (column) => heldBy(record, column));
    return tellParents(engine, record, nobody(keys), keys);
  }
  const changed = changedColumns(record, state);
  if (changed.length === 0) return;
  const row = await CountedRow.of(engine, state);
  await update(engine, record, state, row);
  await tellParents(engine, record, row.before, row.after(changed));
}

function writeRow(engine: Engine, record: object, state: RecordState, ifAbsent: boolean): Promise<void> {
  return state.phase === "new" ? insert(engine, record, state, ifAbsent) : update(engine, record, state);
}

/** Runs `work` in a transaction, which puts the record back to how it was if it fails. */
export async function together(engine: Engine, record: object, work: () => Promise<void>): Promise<void> {
  const begun = async (): Promise<void> => {
    rememberWritten(engine, record);
    await work();
  };
  await runTransaction(engine, begun, {});
}
