import { nearest } from "../../naming/nearest.js";
import type { ColumnMeta } from "../column-meta.js";
import type { KeyPair, ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { directLink, towards } from "./direct.js";
import { inverseOf } from "./inverse.js";
import { inverseKey, keyOption, keysTo, namedKey, namesOf, ownedKey, sameColumns, statedKey } from "./keys.js";
import { refuseHiddenNull } from "./many-to-one.js";
import { mistake, nameOf } from "./mistake.js";
import { isPolymorphic } from "./polymorphic.js";

/** One row of each; the key lies on either side, and is unique. With `latestBy`, the newest of many. */
export function linkOneToOne(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): RelationLink {
  const inverse = inverseOf(owner, relation, target);
  if (relation.settings.latestBy !== undefined) return latestOf(owner, relation, target, inverse);
  const own = keyOfOwner(owner, relation, target, inverse);
  if (own !== undefined) {
    refuseMany(relation, owner, own);
    refuseHiddenNull(relation, own);
    return towards(target, own, relation, inverse);
  }
  const key = keyOfTarget(owner, relation, target, inverse);
  refuseMany(relation, target, key);
  const step = { from: key.targets, to: key.columns, unique: true, withDeleted: false };
  return directLink(target, step, { owned: false, inverse });
}

/** The key, if it is in the owner's own row; which of two models has it can only be told from their names and keys. */
function keyOfOwner(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  inverse: RelationMeta | undefined,
): KeyPair | undefined {
  const { foreignKey } = relation.settings;
  if (foreignKey !== undefined) {
    const isOwn = [foreignKey].flat().every((property) => owner.byProperty.has(property));
    return isOwn ? namedKey(owner, relation, target, [foreignKey].flat()) : undefined;
  }
  const stated = statedKey(owner, relation, target);
  if (stated !== undefined) return stated;
  const [own, others] = [keysTo(owner, target), keysTo(target, owner)];
  if (inverse !== undefined && statedKey(target, inverse, owner) !== undefined) return undefined;
  if (own.length > 0 && (owner === target || others.length > 0)) {
    throw undecided(owner, relation, target, inverse);
  }
  return own.length > 0 ? ownedKey(owner, relation, target) : undefined;
}

/** Each of the two could have the key. */
function undecided(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  inverse: RelationMeta | undefined,
): Error {
  const [own] = keysTo(owner, target) as [KeyPair];
  const [other = own] = keysTo(target, owner);
  const where =
    owner === target
      ? `refers to ${owner.name} itself, so which side has the key (${namesOf(own)}) is not known`
      : `could have its key in ${owner.name} (${namesOf(own)}) or in ${target.name} (${namesOf(other)})`;
  const there = inverse === undefined ? "" : `, or ${keyOption(other)} on ${nameOf(inverse)}`;
  return mistake(relation, `${where}. Say it: ${keyOption(own)} on ${nameOf(relation)}${there}.`);
}

function keyOfTarget(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  inverse: RelationMeta | undefined,
): KeyPair {
  const { foreignKey } = relation.settings;
  if (foreignKey !== undefined) return namedKey(target, relation, owner, [foreignKey].flat());
  return inverse === undefined ? inverseKey(owner, relation, target) : ownedKey(target, inverse, owner);
}

function refuseMany(relation: RelationMeta, holder: ModelMeta, { columns }: KeyPair): void {
  const [single] = columns;
  const names = columns.map((column) => column.name);
  const isUnique =
    (columns.length === 1 && single?.settings.unique === true) ||
    sameColumns(holder.primaryKey, columns) ||
    holder.uniques.some((rule) => rule.columns.length === names.length && names.every((n) => rule.columns.includes(n)));
  if (isUnique) return;
  const properties = columns.map((column) => column.property).join(", ");
  throw mistake(
    relation,
    `is one-to-one, but several rows of ${holder.name} can have the same ${properties}. Give it { unique: true }; or say which of many is meant: { latestBy: "createdAt" }.`,
  );
}

function latestOf(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  inverse: RelationMeta | undefined,
): RelationLink {
  const { latestBy, foreignKey } = relation.settings;
  if (inverse !== undefined && isPolymorphic(inverse)) {
    throw mistake(
      relation,
      `cannot be the latest by way of ${nameOf(inverse)}, which leads to several models. Declare the list, oneToMany(() => ${target.name}, { backPopulates: ${JSON.stringify(inverse.name)} }), and load it with an order and a limit of 1.`,
    );
  }
  const column = target.byProperty.get(latestBy as string);
  if (column === undefined) {
    const hint =
      nearest(latestBy as string, target.byProperty.keys()) || ` Name a column of it: { latestBy: "createdAt" }.`;
    throw mistake(
      relation,
      `is the latest by ${JSON.stringify(latestBy)}, which is no column of ${target.name}.${hint}`,
    );
  }
  const key = foreignKey
    ? namedKey(target, relation, owner, [foreignKey].flat())
    : inverse === undefined
      ? inverseKey(owner, relation, target)
      : ownedKey(target, inverse, owner);
  const ties = target.primaryKey.filter((tie: ColumnMeta) => tie !== column);
  const latest = [column, ...ties].map((by) => ({ column: by, descending: true }));
  const step = { from: key.targets, to: key.columns, unique: false, withDeleted: false };
  return directLink(target, step, { owned: false, inverse, latest });
}
