import type { Engine } from "../../connection/engine.js";
import { engineFor } from "../../connection/registry.js";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { stateIfRecord } from "../../record/state.js";
import { loadMissing } from "../../relations/preload.js";
import { isA } from "../../schema/inheritance/is-a.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { readAll } from "../../statement/read.js";
import { reader } from "../fetch.js";
import { type OpenQuery, readLoads } from "./load.js";

/** Loads relations onto records that were read before; what they show already is not loaded again. */
export async function loadRecords(
  meta: ModelMeta,
  records: readonly object[],
  given: readonly unknown[],
  open: OpenQuery,
): Promise<void> {
  const loads = readLoads(readAll(meta), given, open);
  const homes = new Map<Engine, object[]>();
  for (const record of records) {
    const state = stateIfRecord(record);
    if (state === undefined || !isA(state.meta, meta)) {
      const what = state === undefined ? describe(record) : `a record of ${state.meta.name}`;
      throw new QueryError(`${meta.name}.load takes records of ${meta.name}, not ${what}.`, { model: meta.name });
    }
    const home = (state.home as Engine | undefined) ?? engineFor(meta);
    const others = homes.get(home);
    if (others === undefined) homes.set(home, [record]);
    else others.push(record);
  }
  for (const [engine, own] of homes) await loadMissing(engine, own, loads, reader);
}
