import type { Engine } from "../connection/engine.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../schema/model-meta.js";
import type { Load, Read } from "../statement/read.js";
import type { Group } from "./group.js";
import { keysOf, narrow } from "./narrow.js";
import { type Identity, identityOfValue, keyPart, parentKey, stepOf } from "./parent-key.js";

/** A relation that is to be loaded for certain parents. */
export interface Wanted {
  readonly load: Load;
  readonly parents: readonly object[];
  /** One for each model at the other end. */
  readonly groups: readonly Group[];
}

/** Finds out which keys are looked for where. */
export function want(parents: readonly object[], load: Load): Wanted {
  const { relation } = load;
  const { polymorphic } = relation.link();
  const groups = polymorphic === undefined ? [groupOf(parents, relation)] : split(parents, relation);
  return { load, parents, groups: groups.filter(({ keys }) => keys.length > 0) };
}

/** The read for the parents of a group only. */
export function readFor(engine: Engine, { relation, reads }: Load, group: Group): Read {
  return narrow(reads.get(group.meta) as Read, relation, group.steps, keysOf(group, engine.dialect.list.fewest));
}

/** A group that nobody is in yet. */
export function emptyGroup(meta: ModelMeta, steps: readonly RelationStep[]): Group {
  const { from } = steps[0] as RelationStep;
  return { meta, steps, lists: from.map(() => []), places: new Map(), parents: [], keys: [] };
}

/** Gives the place of a key in the lists of its group, where it is put if it is new. */
export function placeOf({ places, lists }: Group, identity: Identity, values: readonly unknown[]): number {
  let place = places.get(identity);
  if (place === undefined) {
    place = places.size;
    places.set(identity, place);
    for (let i = 0; i < lists.length; i++) lists[i]?.push(values[i]);
  }
  return place;
}

function groupOf(parents: readonly object[], relation: RelationMeta): Group {
  const { steps, target } = relation.link();
  const group = emptyGroup(target, steps);
  const { from } = steps[0] as RelationStep;
  const [column] = from as [ColumnMeta];
  const { places, lists } = group;
  const list = lists[0] as unknown[];
  for (let i = 0; i < parents.length; i++) {
    const parent = parents[i] as object;
    if (from.length > 1) {
      add(group, i, parent, relation);
      continue;
    }
    // Most keys are one column: then nothing is made for each of them.
    const value = keyPart(parent, relation, column);
    if (value === undefined) continue;
    const identity = identityOfValue(column, value);
    let place = places.get(identity);
    if (place === undefined) {
      place = list.push(value) - 1;
      places.set(identity, place);
    }
    group.parents.push(i);
    group.keys.push(place);
  }
  return group;
}

function add(group: Group, number: number, parent: object, relation: RelationMeta): void {
  const key = parentKey(parent, relation, group.steps[0] as RelationStep);
  if (key === undefined) return;
  group.parents.push(number);
  group.keys.push(placeOf(group, key.identity, key.values));
}

/** By the model that each says its relation leads to. */
function split(parents: readonly object[], relation: RelationMeta): Group[] {
  const groups = new Map<ModelMeta, Group>();
  for (let i = 0; i < parents.length; i++) {
    const parent = parents[i] as object;
    const step = stepOf(parent, relation);
    if (step === undefined) continue;
    let group = groups.get(step.meta);
    if (group === undefined) {
      group = emptyGroup(step.meta, [step]);
      groups.set(step.meta, group);
    }
    add(group, i, parent, relation);
  }
  return [...groups.values()];
}
