import type { Engine } from "../connection/engine.js";
import { rememberShown } from "../record/assigned.js";
import { RelatedList } from "../record/related-list.js";
import { isShown, shownOf } from "../record/relation-property.js";
import { stateOf } from "../record/state.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { RelationMeta } from "../schema/model-meta.js";
import { show } from "../schema/relations/relation-properties.js";
import type { Load, Read } from "../statement/read.js";
import { findWanted } from "./ahead.js";
import { type AskedFor, askFor } from "./ask.js";
import { type Found, fetchRelated } from "./fetch-related.js";
import type { Reader } from "./reader.js";
import { type Wanted, want } from "./want.js";

/** Loads relations for records that were just read. What is to be loaded for the loaded ones, the reader sees to. */
export async function preload(
  engine: Engine,
  records: readonly object[],
  loads: readonly Load[],
  reader: Reader,
  asked?: AskedFor,
): Promise<void> {
  if (records.length === 0) return;
  const wanted = loads.map((load) => want(records, load));
  const known = await askFurther(engine, wanted, reader, asked);
  for (const each of wanted) {
    const found = await fetchRelated(engine, each, reader, known?.get(each.load));
    showFound(records, each.load.relation, found);
  }
}

/** Has the reads that were not asked for yet, and of which none has to wait for another, sent together. */
async function askFurther(
  engine: Engine,
  wanted: readonly Wanted[],
  reader: Reader,
  asked: AskedFor | undefined,
): Promise<AskedFor | undefined> {
  const open = asked === undefined ? wanted : wanted.filter(({ load }) => !asked.has(load));
  const aheads = open.length === 0 ? [] : findWanted(engine, open, reader);
  if (aheads.length === 0) return asked;
  const further = await askFor(engine, aheads, reader);
  return asked === undefined ? further : new Map([...asked, ...further]);
}

function showFound(records: readonly object[], relation: RelationMeta, found: Found): void {
  for (let i = 0; i < records.length; i++) {
    const record = records[i] as object;
    const value = found[i];
    showLoaded(record, relation, relation.many ? new RelatedList(record, relation, value as object[]) : value);
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
  reader: Reader,
): Promise<void> {
  for (const load of loads) {
    const { name } = load.relation;
    const isPresent = (record: object) => !load.refined && isShown(record, name);
    const present = records.filter(isPresent);
    const missing = records.filter((record) => !isPresent(record));
    await preload(engine, missing, [load], reader);
    for (const [read, children] of byRead(
      present.flatMap((record) => shownOf(record, name) as object | object[]),
      load,
    )) {
      await loadMissing(engine, children, read.loads, reader);
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
