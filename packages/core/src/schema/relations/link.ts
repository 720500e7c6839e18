import type { RelationKind } from "../../fields/relation.js";
import type { ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { refuseIdleOptions } from "./idle-options.js";
import { linkManyToMany } from "./many-to-many.js";
import { linkManyToOne } from "./many-to-one.js";
import { mistake } from "./mistake.js";
import { linkOneToMany } from "./one-to-many.js";
import { linkOneToOne } from "./one-to-one.js";
import { linkPolymorphic } from "./polymorphic.js";
import type { Schema } from "./schema.js";
import { linkThrough } from "./through.js";

/** Finds out how the rows of one kind of relation belong together. */
export type Link = (owner: ModelMeta, relation: RelationMeta, target: ModelMeta, schema: Schema) => RelationLink;

/** The kinds; one file each. */
const kinds: Readonly<Record<RelationKind, Link>> = {
  manyToOne: linkManyToOne,
  oneToOne: linkOneToOne,
  oneToMany: linkOneToMany,
  manyToMany: linkManyToMany,
};

/** Finds out where a relation leads. Throws `ModelDefinitionError` that names both sides. */
export function linkRelation(owner: ModelMeta, relation: RelationMeta, schema: Schema): RelationLink {
  const link = findLink(owner, relation, schema);
  refuseIdleOptions(relation, link);
  return link;
}

function findLink(owner: ModelMeta, relation: RelationMeta, schema: Schema): RelationLink {
  const targets = relation.targets();
  const [target] = targets as [ModelMeta];
  if (targets.length > 1) {
    if (relation.kind === "manyToOne") return linkPolymorphic(owner, relation, targets);
    throw mistake(relation, "leads to several models, which only manyToOne can: the row says which of them it means.");
  }
  if (relation.kind === "manyToOne" && relation.settings.typeField !== undefined) {
    return linkPolymorphic(owner, relation, targets);
  }
  if (relation.kind !== "manyToMany" && relation.settings.through !== undefined) {
    return linkThrough(owner, relation, target);
  }
  return kinds[relation.kind](owner, relation, target, schema);
}
