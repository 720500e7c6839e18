import type { Engine } from "../connection/engine.js";
import { rememberShown } from "../record/assigned.js";
import { RelatedList } from "../record/related-list.js";
import { isShown, shownOf } from "../record/relation-property.js";
import { stateOf } from "../record/state.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { RelationMeta } from "../schema/model-meta.js";
import { show } from "../schema/relations/relation-properties.js";
import type { Load, Read } from "../statement/read.js";
import { type Fetch, fetchRelated } from "./fetch-related.js";

/** Loads relations for records that were just read. What is to be loaded for the loaded ones, `fetch` sees to. */
export async function preload(
  engine: Engine,
  records: readonly object[],
  loads: readonly Load[],
  fetch: Fetch,
): Promise<void> {
  if (records.length === 0) return;
  for (const load of loads) await loadOne(engine, records, load, fetch);
}

async function loadOne(engine: Engine, records: readonly object[], load: Load, fetch: Fetch): Promise<void> {
  const { relation, reads } = load;
  const found = await fetchRelated(engine, records, relation, reads, fetch);
  for (const record of records) {
    const value = found(record);
    const shown = relation.many ? new RelatedList(record, relation, value as object[]) : value;
    showLoaded(record, relation, shown);
  }
}

/** Makes what was loaded the record's property, not to be taken for what is assigned later. */
export function showLoaded(record: object, relation: RelationMeta, value: unknown): void {
  const { name, many } = relation;
  show(record, name, value);
  // Found and assigned are told apart by comparing; where the key says what was found, it tells.
  if (!many && (value === null || !relation.link().owned)) rememberShown(record, relation, value);
}

/** Loads relations for records that are in use: what they show already stays, and is only gone further from. */
export async function loadMissing(
  engine: Engine,
  records: readonly object[],
  loads: readonly Load[],
  fetch: Fetch,
): Promise<void> {
  for (const load of loads) {
    const { name } = load.relation;
    const isPresent = (record: object) => !load.refined && isShown(record, name);
    const present = records.filter(isPresent);
    const missing = records.filter((record) => !isPresent(record));
    await preload(engine, missing, [load], fetch);
    for (const [read, children] of byRead(
      present.flatMap((record) => shownOf(record, name) as object | object[]),
      load,
    )) {
      await loadMissing(engine, children, read.loads, fetch);
    }
  }
}

/** The records, by how those of their model are read. */
function byRead(records: readonly (object | null)[], { reads }: Load): Map<Read, object[]> {
  const groups = new Map<Read, object[]>();
  for (const record of new Set(records)) {
    if (record === null) continue;
    const { meta } = stateOf(record);
    const read = reads.get(meta) ?? [...reads].find(([target]) => isA(meta, target))?.[1];
    if (read === undefined) continue;
    const group = groups.get(read);
    if (group === undefined) groups.set(read, [record]);
    else group.push(record);
  }
  return groups;
}
