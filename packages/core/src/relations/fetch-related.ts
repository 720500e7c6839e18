import type { Engine } from "../connection/engine.js";
import { heldBy } from "../record/changes.js";
import { Origin } from "../record/origin.js";
import { stateOf } from "../record/state.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import type { Read } from "../statement/read.js";
import type { Asked } from "./asked.js";
import type { Fetched } from "./fetched.js";
import type { Group } from "./group.js";
import { type Identity, identityOfKey, identityOfValue } from "./parent-key.js";
import type { Reader } from "./reader.js";
import { readFor, type Wanted } from "./want.js";

/** What was found for each of the parents, in their order: a list, or a record or null. */
export type Found = readonly unknown[];

/** Finds the records at the other end of a relation for any number of parents: one statement for each model there. */
export async function fetchRelated(engine: Engine, wanted: Wanted, reader: Reader, asked?: Asked): Promise<Found> {
  const { load, parents, groups } = wanted;
  const { relation } = load;
  const found: unknown[] = new Array(parents.length).fill(relation.many ? none : null);
  for (const group of groups) {
    const before = asked?.covers(parents, group) === true ? asked.answer() : undefined;
    const fetched = before ?? (await reader.fetch(engine, readFor(engine, load, group)));
    if (before !== undefined) await reader.follow(engine, load.reads.get(group.meta) as Read, before, asked?.next);
    const byKey = distribute(fetched, relation, group);
    for (let i = 0; i < group.parents.length; i++) {
      const value = byKey[group.keys[i] as number];
      if (value === undefined) continue;
      found[group.parents[i] as number] = value;
    }
    rememberOrigin(found, wanted, group);
  }
  return found;
}

const none: readonly object[] = [];

/** The records by the place of the key of the parent that they belong to: of many a list, of others one. */
function distribute({ records, carried }: Fetched, { many }: RelationMeta, { steps, places }: Group): unknown[] {
  const { to } = steps[0] as RelationStep;
  const found: unknown[] = new Array(places.size).fill(undefined);
  const counts = new Uint32Array(many ? places.size : 0);
  const placeOfEach = new Int32Array(records.length);
  // Most keys are one column: then no list is made for each record.
  const single = carried === undefined && to.length === 1 ? to[0] : undefined;
  for (let i = 0; i < records.length; i++) {
    const record = records[i] as object;
    const identity =
      single === undefined
        ? identityOfKey(to, carried?.[i] ?? to.map((column) => heldBy(record, column)))
        : identityOfValue(single, heldBy(record, single));
    const place = places.get(identity);
    placeOfEach[i] = place ?? -1;
    if (place === undefined) continue;
    if (many) counts[place] = (counts[place] as number) + 1;
    else found[place] ??= record;
  }
  if (!many) return found;
  // As long as they will be: lists that grow by themselves take room for many more.
  for (let place = 0; place < counts.length; place++) {
    if (counts[place] !== 0) found[place] = new Array(counts[place]);
  }
  for (let i = records.length - 1; i >= 0; i--) {
    const place = placeOfEach[i] as number;
    if (place < 0) continue;
    const left = (counts[place] as number) - 1;
    counts[place] = left;
    (found[place] as object[])[left] = records[i] as object;
  }
  return found;
}

/** Lets the records find the way back to their parent without a statement. */
function rememberOrigin(found: Found, { load: { relation }, parents }: Wanted, group: Group): void {
  const { inverse, owned } = relation.link();
  if (inverse === undefined || inverse.many || owned || group.steps.length > 1) return;
  const identities = [...group.places.keys()];
  for (let i = 0; i < group.parents.length; i++) {
    const number = group.parents[i] as number;
    const value = found[number];
    if (value === null || value === none) continue;
    const parent = parents[number] as object;
    const origin = new Origin(
      parent,
      stateOf(parent).company.peers,
      inverse,
      identities[group.keys[i] as number] as Identity,
    );
    if (!Array.isArray(value)) stateOf(value as object).origin ??= origin;
    else for (const record of value) stateOf(record as object).origin ??= origin;
  }
}
