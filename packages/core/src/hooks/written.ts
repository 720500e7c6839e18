import type { Engine } from "../connection/engine.js";
import type { RecordState } from "../record/state.js";
import type { SaveEvent } from "./hooks.js";
import { hooksOn } from "./hooks-on.js";
import { noteWritten, runHook } from "./run.js";

/** Runs what is to run after a row was written; `event` is what `ready` gave. */
export async function written(engine: Engine, record: object, { meta }: RecordState, event: SaveEvent): Promise<void> {
  const hooks = hooksOn(engine, meta);
  await runHook(hooks, event.created ? "afterCreate" : "afterUpdate", record, () => event);
  await runHook(hooks, "afterSave", record, () => event);
  await noteWritten(hooks, engine, record);
}
