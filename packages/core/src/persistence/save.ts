import { refuseWithinBefore, runningHook } from "../hooks/run.js";
import { syncAssigned } from "../record/assigned.js";
import { stateOf } from "../record/state.js";
import { saveTogether, writesOthers } from "./graph.js";
import { homeOf } from "./home.js";
import { refuseUnwritable, saveRow } from "./save-row.js";
import { rememberWritten } from "./undo.js";

/** Saves of one record take turns: the second sees what the first has written. */
const turns = new WeakMap<object, Promise<unknown>>();

/** Writes a record: a new one whole, another one as far as it changed. */
export async function save(record: object): Promise<void> {
  refuseWithinBefore(record, stateOf(record).meta.name, "save()");
  // The turn is its own: a hook after the write may write again.
  if (runningHook(record) !== undefined) return write(record);
  const before = turns.get(record);
  if (before !== undefined) await before.catch(() => undefined);
  const run = write(record);
  turns.set(record, run);
  try {
    await run;
  } finally {
    if (turns.get(record) === run) turns.delete(record);
  }
}

async function write(record: object): Promise<void> {
  const state = stateOf(record);
  refuseUnwritable(state);
  const engine = homeOf(state);
  rememberWritten(engine, record);
  syncAssigned(record, state);
  if (writesOthers(record, state)) await saveTogether(engine, record);
  else await saveRow(engine, record, state);
}
