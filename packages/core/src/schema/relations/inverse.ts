import type { RelationKind } from "../../fields/relation.js";
import { nearest } from "../../naming/nearest.js";
import { isA } from "../inheritance/is-a.js";
import type { ModelMeta, RelationMeta } from "../model-meta.js";
import { mistake, nameOf } from "./mistake.js";

/** What stands at the other side of each kind. */
const opposite: Readonly<Record<RelationKind, RelationKind>> = {
  manyToOne: "oneToMany",
  oneToMany: "manyToOne",
  oneToOne: "oneToOne",
  manyToMany: "manyToMany",
};

/** The relation that `backPopulates` names, after checking that the two sides agree. */
export function inverseOf(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): RelationMeta | undefined {
  const { backPopulates } = relation.settings;
  if (backPopulates === undefined) return undefined;
  const inverse = target.relations.get(backPopulates);
  if (inverse === undefined) {
    const isColumn = target.byProperty.has(backPopulates) ? " It is a column." : "";
    const hint = nearest(backPopulates, target.relations.keys());
    throw mistake(
      relation,
      `says backPopulates: ${JSON.stringify(backPopulates)}, but ${target.name} has no such relation.${isColumn}${hint} Declare it: ${backPopulates} = ${opposite[relation.kind]}(() => ${owner.name}, { backPopulates: ${JSON.stringify(relation.name)} }).`,
    );
  }
  const both = `${nameOf(relation)} and ${nameOf(inverse)} disagree:`;
  // A to-one that is the newest of many has the many's key at its other side.
  const kinds: readonly RelationKind[] =
    relation.settings.latestBy === undefined ? [opposite[relation.kind]] : ["manyToOne", "oneToOne"];
  if (!kinds.includes(inverse.kind)) {
    throw mistake(
      relation,
      `cannot be the other side of ${nameOf(inverse)}. ${both} the one is ${relation.kind}, so the other must be ${kinds.join(" or ")}, not ${inverse.kind}.`,
    );
  }
  if (!inverse.targets().some((each) => isA(owner, each))) {
    const names = inverse.targets().map((meta) => meta.name);
    throw mistake(
      relation,
      `cannot be the other side of ${nameOf(inverse)}. ${both} that one leads to ${names.join(" or ")}, not to ${owner.name}.`,
    );
  }
  const back = inverse.settings.backPopulates;
  if (back !== undefined && back !== relation.name && relation.settings.latestBy === undefined) {
    throw mistake(
      relation,
      `says that its other side is ${nameOf(inverse)}. ${both} that one says backPopulates: ${JSON.stringify(back)}.`,
    );
  }
  return inverse;
}
