import type { KeyPair, ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { towards } from "./direct.js";
import { inverseOf } from "./inverse.js";
import { ownedKey } from "./keys.js";
import { mistake } from "./mistake.js";

/** Many rows of the owner refer to one of the target, by a key of their own. */
export function linkManyToOne(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): RelationLink {
  const key = ownedKey(owner, relation, target);
  refuseHiddenNull(relation, key);
  return towards(target, key, relation, inverseOf(owner, relation, target));
}

/** A key that may be NULL, under a type that says it never is, would be a crash at its first reader. */
export function refuseHiddenNull(relation: RelationMeta, { columns }: KeyPair): void {
  const nullable = columns.find((column) => column.nullable);
  if (nullable === undefined || relation.nullable) return;
  throw mistake(
    relation,
    `may be missing, since ${nullable.property} is nullable, and its type does not say so. Say nullable: true on ${relation.kind} as well.`,
  );
}
