import { lowerFirst } from "../../naming/casing.js";
import { nearest } from "../../naming/nearest.js";
import type { ColumnMeta } from "../column-meta.js";
import { isA } from "../inheritance/is-a.js";
import type { KeyPair, ModelMeta, RelationMeta } from "../model-meta.js";
import { refuseMisfit } from "./key-types.js";
import { mistake, nameOf } from "./mistake.js";

/** The key of a relation that `foreignKey` or the convention names: `author` has `authorId`. */
export function statedKey(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): KeyPair | undefined {
  const { foreignKey } = relation.settings;
  if (foreignKey !== undefined) return namedKey(owner, relation, target, [foreignKey].flat());
  return keysTo(owner, target).find((key) => isConventional(relation.name, key));
}

/** The foreign keys of one model that refer to another. */
export function keysTo(owner: ModelMeta, target: ModelMeta): readonly KeyPair[] {
  const keys = owner.references();
  const exact = keys.filter((key) => key.target === target);
  // A key to a class leads to those below it too.
  return exact.length > 0 ? exact : keys.filter((key) => isA(target, key.target));
}

/** Each column is called after the relation and the column it refers to: `authorId`, or `tagName` for `Tag.name`. */
function isConventional(name: string, { columns, targets }: KeyPair): boolean {
  return columns.every(({ property }, i) => {
    const target = (targets[i] as ColumnMeta).property;
    return property === name + capital(target) || (columns.length === 1 && property === `${name}Id`);
  });
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The properties that `foreignKey` names, with what they refer to; they need not be declared as a foreign key. */
export function namedKey(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  properties: readonly string[],
): KeyPair {
  const add = (property: string) => `Add it: ${property} = field.foreignKey(() => ${target.name}).`;
  const columns = columnsNamed(owner, relation, properties, properties.length === 1 ? add : undefined);
  const declared = keysTo(owner, target).find((key) => sameColumns(key.columns, columns));
  const pair = declared ?? { columns, targets: target.primaryKey };
  refuseMisfit(relation, owner, target, pair);
  return pair;
}

/** The columns of these properties, or an error that names the nearest, or says how to add it. */
export function columnsNamed(
  owner: ModelMeta,
  relation: RelationMeta,
  properties: readonly string[],
  add?: (property: string) => string,
): ColumnMeta[] {
  return properties.map((property) => {
    const column = owner.byProperty.get(property);
    if (column !== undefined) return column;
    const hint = nearest(property, owner.byProperty.keys()) || (add === undefined ? "" : ` ${add(property)}`);
    const why = owner.relations.has(property) ? "is a relation, and no column" : "does not exist";
    throw mistake(relation, `goes by ${owner.name}.${property}, which ${why}.${hint}`);
  });
}

/** Whether two keys are made of the same columns, in whatever order. */
export function sameColumns(left: readonly ColumnMeta[], right: readonly ColumnMeta[]): boolean {
  return left.length === right.length && left.every((column) => right.includes(column));
}

/** The key of a relation that lies in the record's own row; throws where there is none, or a choice. */
export function ownedKey(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): KeyPair {
  const stated = statedKey(owner, relation, target);
  if (stated !== undefined) return stated;
  const keys = keysTo(owner, target).filter((key) => !isTaken(owner, relation, key));
  if (keys.length === 1) return keys[0] as KeyPair;
  const suggestion = `${relation.name}Id`;
  if (keys.length === 0) {
    throw mistake(
      relation,
      `has no foreign key from ${owner.name} to ${target.name}. Add ${suggestion} = field.foreignKey(() => ${target.name}), or name another: { foreignKey: "…" }.`,
    );
  }
  throw ambiguous(relation, owner, target, keys);
}

/** Another relation has this key by its name. */
function isTaken(owner: ModelMeta, relation: RelationMeta, key: KeyPair): boolean {
  return [...owner.relations.values()].some((other) => {
    if (other === relation || (other.kind !== "manyToOne" && other.kind !== "oneToOne")) return false;
    const named = other.settings.foreignKey;
    if (named === undefined) return isConventional(other.name, key);
    return (
      key.columns.length === [named].flat().length && key.columns.every((c) => [named].flat().includes(c.property))
    );
  });
}

/** The key of a relation that lies in the rows at the other end. */
export function inverseKey(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): KeyPair {
  const keys = keysTo(target, owner);
  if (keys.length === 1) return keys[0] as KeyPair;
  if (keys.length === 0) {
    throw mistake(
      relation,
      `needs a foreign key from ${target.name} to ${owner.name}, and there is none. Add one to ${target.name}, such as ${lowerFirst(owner.name)}Id = field.foreignKey(() => ${owner.name}).`,
    );
  }
  throw ambiguous(relation, target, owner, keys);
}

function ambiguous(relation: RelationMeta, from: ModelMeta, to: ModelMeta, keys: readonly KeyPair[]): Error {
  return mistake(
    relation,
    `is ambiguous: ${from.name} refers to ${to.name} by ${keys.map(namesOf).join(" and by ")}. Say which: ${keyOption(keys[0] as KeyPair)} on ${nameOf(relation)}.`,
  );
}

/** The properties of a key, for a sentence. */
export function namesOf({ columns }: KeyPair): string {
  return columns.map((column) => column.property).join(" + ");
}

/** The option that names a key: `{ foreignKey: "authorId" }`. */
export function keyOption({ columns }: KeyPair, option = "foreignKey"): string {
  const names = columns.map((column) => JSON.stringify(column.property));
  return `{ ${option}: ${names.length === 1 ? names[0] : `[${names.join(", ")}]`} }`;
}
