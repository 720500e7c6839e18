import type { Engine } from "../connection/engine.js";
import type { ModelMeta, RelationMeta } from "../schema/model-meta.js";
import type { Read } from "../statement/read.js";
import { narrow } from "./narrow.js";
import { parentKey, stepOf } from "./parent-key.js";
import type { Group } from "./reader.js";

/** A relation that is to be loaded for certain parents. */
export interface Wanted {
  readonly relation: RelationMeta;
  readonly parents: readonly object[];
  /** One for each model at the other end. */
  readonly groups: readonly { readonly group: Group; readonly read: Read; readonly whole: Read }[];
  /** Of each parent, its group and its key; none where there cannot be anything at the other end. */
  readonly owners: readonly (Group | undefined)[];
  readonly identities: readonly (string | number)[];
}

/** Finds out which keys are looked for where. */
export function want(
  engine: Engine,
  parents: readonly object[],
  relation: RelationMeta,
  reads: ReadonlyMap<ModelMeta, Read>,
): Wanted {
  const groups = new Map<ModelMeta, Group>();
  const owners: (Group | undefined)[] = new Array(parents.length).fill(undefined);
  const identities: (string | number)[] = new Array(parents.length).fill(0);
  const { steps, polymorphic, target } = relation.link();
  for (let i = 0; i < parents.length; i++) {
    const parent = parents[i] as object;
    const step = stepOf(parent, relation);
    const key = step && parentKey(parent, relation, step);
    if (step === undefined || key === undefined) continue;
    const meta = polymorphic === undefined ? target : step.meta;
    let group = groups.get(meta);
    if (group === undefined) {
      group = { meta, steps: polymorphic === undefined ? steps : [step], keys: new Map() };
      groups.set(meta, group);
    }
    owners[i] = group;
    identities[i] = key.identity;
    if (!group.keys.has(key.identity)) group.keys.set(key.identity, key);
  }
  const narrowed = Array.from(groups.values(), (group) => {
    const whole = reads.get(group.meta) as Read;
    return { group, whole, read: narrow(whole, relation, group, engine.dialect.list.fewest) };
  });
  return { relation, parents, groups: narrowed, owners, identities };
}
