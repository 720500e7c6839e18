import { FieldDefinition, type FieldType } from "../../fields/definition.js";
import { readSettings } from "../../fields/settings.js";
import { lowerFirst } from "../../naming/casing.js";
import { whyNoName } from "../class-name.js";
import type { ColumnMeta, ModelClass } from "../column-meta.js";
import type { JoinLink, KeyPair, ModelMeta, RelationMeta } from "../model-meta.js";
import type { CompositeForeignKey } from "../table-options.js";
import { mistake, nameOf } from "./mistake.js";
import type { Schema } from "./schema.js";

/** One end of a join table: the model it refers to, and the properties that do. */
interface End {
  readonly meta: ModelMeta;
  readonly properties: readonly string[];
}

/** Join tables that relations made, by their names; both sides of a relation share one. */
const tables = new WeakMap<ModelClass, Map<string, { readonly meta: ModelMeta; readonly by: RelationMeta }>>();

/** The table between the two sides of a many-to-many, made from their keys. */
export function joinTable(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  inverse: RelationMeta | undefined,
  schema: Schema,
): JoinLink {
  const own: End = { meta: owner, properties: propertiesOf(relation, "foreignKey", owner, inverse?.settings.otherKey) };
  const other: End = {
    meta: target,
    properties: propertiesOf(relation, "otherKey", target, inverse?.settings.foreignKey),
  };
  if (own.properties.some((property) => other.properties.includes(property))) {
    throw mistake(
      relation,
      `joins ${owner.name} with itself, so its table needs a name for each side: { foreignKey: "followerId", otherKey: "followedId" }.`,
    );
  }
  const name = tableNameOf(relation, inverse, owner, target);
  const meta = sharedTable(relation, name, own, other, schema);
  return { meta, own: keyOf(meta, own), other: keyOf(meta, other), isModel: false };
}

function propertiesOf(
  relation: RelationMeta,
  option: "foreignKey" | "otherKey",
  { name, primaryKey }: ModelMeta,
  fallback: string | readonly string[] | undefined,
): readonly string[] {
  const named = relation.settings[option] ?? fallback;
  if (named === undefined) {
    const why = whyNoName(name);
    if (why === undefined) return primaryKey.map(({ property }) => lowerFirst(name) + capital(property));
    throw mistake(
      relation,
      `joins classes of which one is named ${JSON.stringify(name)}, which ${why}, and a column must not be called after that. State both columns: { foreignKey: "postId", otherKey: "tagId" }.`,
    );
  }
  const properties = [named].flat();
  if (properties.length === primaryKey.length) return properties;
  throw mistake(
    relation,
    `names ${properties.length} columns in ${option}, but the primary key of ${name} has ${primaryKey.length}.`,
  );
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function tableNameOf(
  relation: RelationMeta,
  inverse: RelationMeta | undefined,
  owner: ModelMeta,
  target: ModelMeta,
): string {
  const [mine, theirs] = [relation.settings.through, inverse?.settings.through];
  if (mine !== undefined && theirs !== undefined && mine !== theirs && inverse !== undefined) {
    throw mistake(
      relation,
      `and ${nameOf(inverse)} disagree: the one goes through ${String(mine)}, the other through ${typeof theirs === "string" ? theirs : "a model"}.`,
    );
  }
  if (typeof theirs === "function")
    throw mistake(
      relation,
      `and ${nameOf(inverse as RelationMeta)} disagree: that one goes through a model, this one does not. Say the same through on both.`,
    );
  return (mine ?? theirs ?? [owner.table, target.table].sort().join("_")) as string;
}

/** The table of that name between these two models; whichever side comes first makes it. */
function sharedTable(relation: RelationMeta, name: string, own: End, other: End, schema: Schema): ModelMeta {
  const known = tables.get(own.meta.model)?.get(name) ?? tables.get(other.meta.model)?.get(name);
  if (known !== undefined) {
    const wanted = [...own.properties, ...other.properties];
    const { columns } = known.meta;
    if (columns.length === wanted.length && wanted.every((property) => known.meta.byProperty.has(property)))
      return known.meta;
    throw mistake(
      relation,
      `and ${nameOf(known.by)} disagree about the table ${name}: the one has ${wanted.join(", ")}, the other ${columns.map((column) => column.property).join(", ")}. If they are two sides of one relation, say backPopulates on both; if not, give them two tables.`,
    );
  }
  const meta = makeTable(name, own, other, schema);
  for (const { model } of [own.meta, other.meta]) {
    if (!tables.has(model)) tables.set(model, new Map());
    tables.get(model)?.set(name, { meta, by: relation });
  }
  return meta;
}

function makeTable(name: string, own: End, other: End, { defineTable, metaOf }: Schema): ModelMeta {
  // By name, so that the table does not hang on which side is used first: not its columns, their names, nor its place.
  const ends = [own, other].sort((a, b) => ((a.properties[0] as string) < (b.properties[0] as string) ? -1 : 1));
  const fields = new Map<string, FieldDefinition>();
  const [first, second] = ends as [End, End];
  const { naming, schema, connection } = first.meta;
  for (const { meta, properties } of ends) {
    for (const [i, property] of properties.entries()) fields.set(property, keyField(meta.primaryKey[i] as ColumnMeta));
  }
  const foreignKeys = ends.map(
    ({ meta, properties }): CompositeForeignKey<never> => ({
      on: properties as readonly never[],
      references: () => meta.model as never,
      onDelete: "cascade",
      onUpdate: "cascade",
    }),
  );
  const options = {
    name,
    foreignKeys,
    ...(schema !== undefined && { schema }),
    ...(connection !== undefined && { connection }),
  };
  const className = `${first.meta.name}${second.meta.name}`;
  const model: ModelClass = { [className]: class {} }[className] as unknown as ModelClass;
  const source = {
    model,
    table: name,
    options,
    naming,
    fields,
    members: fields,
    calls: [],
    relations: new Map(),
    others: [],
    plain: true,
  };
  return defineTable(source, metaOf);
}

/** Part of the join table's key, of the type of what it refers to. */
function keyField({ type }: ColumnMeta): FieldDefinition {
  const { autoIncrement: _, ...facets } = type.facets;
  const own: FieldType = { ...type, facets, rules: [] };
  return new FieldDefinition(own, readSettings("foreignKey", { primaryKey: true }));
}

function keyOf(join: ModelMeta, { meta, properties }: End): KeyPair {
  const columns = properties.map((property) => join.byProperty.get(property) as ColumnMeta);
  return { columns, targets: meta.primaryKey };
}
