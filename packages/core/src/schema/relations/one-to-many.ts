import type { ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { directLink } from "./direct.js";
import { inverseOf } from "./inverse.js";
import { inverseKey, namedKey, ownedKey, sameColumns } from "./keys.js";
import { mistake, nameOf } from "./mistake.js";
import { isPolymorphic, polymorphicKey } from "./polymorphic.js";

/** Many rows of the target refer to one of the owner. */
export function linkOneToMany(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): RelationLink {
  const inverse = inverseOf(owner, relation, target);
  const rest = { owned: false, inverse };
  if (inverse !== undefined && isPolymorphic(inverse)) {
    const { column, typeColumn, choices } = polymorphicKey(target, inverse);
    const to = choices.get(owner.table)?.to;
    const only = { column: typeColumn, value: owner.table };
    return directLink(
      target,
      { from: to ?? owner.primaryKey, to: [column], only, unique: false, withDeleted: false },
      rest,
    );
  }
  const { foreignKey } = relation.settings;
  const stated = foreignKey === undefined ? undefined : namedKey(target, relation, owner, [foreignKey].flat());
  const theirs = inverse && ownedKey(target, inverse, owner);
  if (stated && theirs && inverse && !sameColumns(stated.columns, theirs.columns)) {
    const names = (list: typeof stated.columns) => list.map((column) => column.property).join(", ");
    throw mistake(
      relation,
      `goes by ${names(stated.columns)}, but its other side ${nameOf(inverse)} by ${names(theirs.columns)}: the two disagree. State the key on one side only.`,
    );
  }
  const key = stated ?? theirs ?? inverseKey(owner, relation, target);
  return directLink(target, { from: key.targets, to: key.columns, unique: false, withDeleted: false }, rest);
}
