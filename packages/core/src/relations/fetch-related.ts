import type { Engine } from "../connection/engine.js";
import { heldBy } from "../record/changes.js";
import { Origin } from "../record/origin.js";
import { stateOf } from "../record/state.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../schema/model-meta.js";
import { join } from "../statement/condition.js";
import { stepsToken } from "../statement/exists.js";
import { columnsCondition, keysCondition } from "../statement/key.js";
import type { Read } from "../statement/read.js";
import { orderToken } from "../statement/select.js";
import type { SelectStatement } from "../statement/tree.js";
import { identityOfKey, identityOfValue, type ParentKey, parentKey, stepOf } from "./parent-key.js";

/** Records, and for reads by way of a join table the key that each was found by. */
export interface Fetched {
  readonly records: readonly object[];
  readonly carried: readonly (readonly unknown[])[] | undefined;
}

/** Runs a read and all that is loaded after it. Handed in, since loading needs reading and reading needs loading. */
export type Fetch = (engine: Engine, read: Read) => Promise<Fetched>;

/** What was found for each parent: a list, or a record or null. */
export type Found = (parent: object) => unknown;

/** Parents that look for records of one model, by the same step. */
interface Group {
  readonly steps: readonly RelationStep[];
  readonly keys: Map<string | number, ParentKey>;
  readonly parents: Map<object, string | number>;
}

/** Finds the records at the other end of a relation for any number of parents: one statement for each model there. */
export async function fetchRelated(
  engine: Engine,
  parents: readonly object[],
  relation: RelationMeta,
  reads: ReadonlyMap<ModelMeta, Read>,
  fetch: Fetch,
): Promise<Found> {
  const groups = groupParents(parents, relation);
  const found = new Map<object, unknown>();
  for (const [meta, group] of groups) {
    const fetched = await fetch(engine, narrow(reads.get(meta) as Read, relation, group));
    const byKey = distribute(fetched, relation, group);
    for (const [parent, key] of group.parents) {
      const records = byKey.get(key);
      found.set(parent, relation.many ? (records ?? []) : (records?.[0] ?? null));
    }
    rememberOrigin(found, group, relation);
  }
  return (parent) => (found.has(parent) ? found.get(parent) : relation.many ? [] : null);
}

function groupParents(parents: readonly object[], relation: RelationMeta): Map<ModelMeta, Group> {
  const groups = new Map<ModelMeta, Group>();
  const { steps, polymorphic, target } = relation.link();
  for (const parent of parents) {
    const step = stepOf(parent, relation);
    const key = step && parentKey(parent, relation, step);
    if (step === undefined || key === undefined) continue;
    const meta = polymorphic === undefined ? target : step.meta;
    let group = groups.get(meta);
    if (group === undefined) {
      group = { steps: polymorphic === undefined ? steps : [step], keys: new Map(), parents: new Map() };
      groups.set(meta, group);
    }
    group.parents.set(parent, key.identity);
    if (!group.keys.has(key.identity)) group.keys.set(key.identity, key);
  }
  return groups;
}

/** The read, for these parents only. Its limit counts for each of them. */
function narrow(read: Read, relation: RelationMeta, { steps, keys }: Group): Read {
  const { latest, repeats } = relation.link();
  const values = [...keys.values()].map((key) => key.values);
  const [first] = steps as [RelationStep];
  let select: SelectStatement = read.select;
  if (latest !== undefined)
    select = { ...select, order: latest, orderToken: orderToken(latest), limit: 1, offset: undefined };
  const isLimited = select.limit !== undefined || select.offset !== undefined;
  const perParent = isLimited ? first.to : undefined;
  if (steps.length > 1) {
    const lists = first.to.map((_, i) => values.map((key) => key[i]));
    const via = { steps, token: `${stepsToken(steps)}${repeats ? "~" : ""}`, keys: lists, repeats };
    return { ...read, select: { ...select, via, perParent } };
  }
  const only = first.only === undefined ? [] : [columnsCondition([first.only.column], [first.only.value])];
  const where = join("all", [keysCondition(first.to, values), ...only, select.where]);
  // Records of some columns may be without the key that says whose they are.
  const carry = first.to.every((column) => select.columns.includes(column)) ? undefined : first.to;
  const distinctOn = read.distinctOn && [...first.to, ...read.distinctOn];
  return { ...read, distinctOn, select: { ...select, where, perParent, carry } };
}

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
function rememberOrigin(found: ReadonlyMap<object, unknown>, { parents, steps }: Group, relation: RelationMeta): void {
  const { inverse } = relation.link();
  if (inverse === undefined || inverse.many || relation.link().owned || steps.length > 1) return;
  for (const [parent, key] of parents) {
    const value = found.get(parent);
    const origin = new Origin(parent, stateOf(parent).peers, inverse, key);
    for (const record of Array.isArray(value) ? value : [value]) {
      if (record !== null) stateOf(record as object).origin ??= origin;
    }
  }
}
