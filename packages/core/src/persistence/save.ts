import { StaleRecordError } from "../errors/record.js";
import { stateOf } from "../record/state.js";
import { homeOf, refuseReadonly } from "./home.js";
import { insert } from "./insert.js";
import { update } from "./update.js";

/** Saves of one record take turns: the second sees what the first has written. */
const turns = new WeakMap<object, Promise<unknown>>();

/** Writes a record: a new one whole, another one as far as it changed. */
export async function save(record: object): Promise<void> {
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
  const { meta } = state;
  refuseReadonly(meta, "be saved");
  if (state.phase === "deleted") {
    throw new StaleRecordError(`This ${meta.name} was deleted and cannot be saved. Make a new one.`, {
      model: meta.name,
    });
  }
  const engine = homeOf(state);
  await (state.phase === "new" ? insert(engine, record, state) : update(engine, record, state));
}
