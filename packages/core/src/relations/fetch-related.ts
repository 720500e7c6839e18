import type { Engine } from "../connection/engine.js";
import { heldBy } from "../record/changes.js";
import { Origin } from "../record/origin.js";
import { stateOf } from "../record/state.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import type { Asked } from "./asked.js";
import { identityOfKey, identityOfValue } from "./parent-key.js";
import type { Fetched, Group, Reader } from "./reader.js";
import type { Wanted } from "./want.js";

/** What was found for the parent at a place: a list, or a record or null. */
export type Found = (place: number) => unknown;

/** Finds the records at the other end of a relation for any number of parents: one statement for each model there. */
export async function fetchRelated(engine: Engine, wanted: Wanted, reader: Reader, asked?: Asked): Promise<Found> {
  const { relation, parents, groups, owners, identities } = wanted;
  const found: unknown[] = new Array(parents.length).fill(undefined);
  for (const { group, read, whole } of groups) {
    const before = asked?.covers(group) === true ? asked.answer() : undefined;
    const fetched = before ?? (await reader.fetch(engine, read));
    if (before !== undefined) await reader.follow(engine, whole, before);
    const byKey = distribute(fetched, relation, group);
    for (let i = 0; i < parents.length; i++) {
      if (owners[i] !== group) continue;
      const records = byKey.get(identities[i] as string | number);
      found[i] = relation.many ? records : records?.[0];
    }
    rememberOrigin(found, wanted, group);
  }
  return (place) => found[place] ?? (relation.many ? none : null);
}

const none: readonly object[] = [];

/** The records by the key of the parent that they belong to. */
function distribute(
  { records, carried }: Fetched,
  relation: RelationMeta,
  { steps }: Group,
): Map<string | number, object[]> {
  const { to } = steps[0] as RelationStep;
  const byKey = new Map<string | number, object[]>();
  // Most keys are one column: then no list is made for each record.
  const single = carried === undefined && to.length === 1 ? to[0] : undefined;
  for (let i = 0; i < records.length; i++) {
    const record = records[i] as object;
    const identity =
      single === undefined
        ? identityOfKey(to, carried?.[i] ?? to.map((column) => heldBy(record, column)))
        : identityOfValue(single, heldBy(record, single));
    const list = byKey.get(identity);
    if (list === undefined) byKey.set(identity, [record]);
    else if (relation.many) list.push(record);
  }
  return byKey;
}

/** Lets the records find the way back to their parent without a statement. */
function rememberOrigin(
  found: readonly unknown[],
  { relation, parents, owners, identities }: Wanted,
  group: Group,
): void {
  const { inverse, owned } = relation.link();
  if (inverse === undefined || inverse.many || owned || group.steps.length > 1) return;
  for (let i = 0; i < parents.length; i++) {
    const value = found[i];
    if (owners[i] !== group || value === undefined) continue;
    const parent = parents[i] as object;
    const origin = new Origin(parent, stateOf(parent).peers, inverse, identities[i] as string | number);
    if (!Array.isArray(value)) stateOf(value as object).origin ??= origin;
    else for (const record of value) stateOf(record as object).origin ??= origin;
  }
}
