import { isDeepStrictEqual } from "node:util";
import { ModelDefinitionError } from "../../errors/usage.js";
import type { FieldDefinition } from "../../fields/definition.js";
import { discriminatorField } from "../../fields/discriminator.js";
import type { ColumnMeta, ModelClass } from "../column-meta.js";
import { type DefinedColumns, defineColumns } from "../columns.js";
import type { InheritanceMeta, ModelMeta } from "../model-meta.js";
import { readClass } from "../read-class.js";
import { type AnyTableOptions, readTableOptions } from "../table-options.js";
import type { Heir, TableSource } from "../table-source.js";
import { Family } from "./family.js";
import { type Place, readValue } from "./place.js";

const families = new WeakMap<ModelMeta, Family>();

/** The class at the top, with the discriminator among its fields. */
export function atTop(source: TableSource, place: Place): TableSource {
  const { model, relations, others } = source;
  const { property } = place;
  const where = `${model.name}.${property}`;
  if (relations.has(property)) throw mistake(model, property, `${where} is a relation, and no discriminator.`);
  if (others.includes(property)) throw mistake(model, property, valueInstead(where));
  const given = source.fields.get(property);
  if (given !== undefined && given.settings.role !== "discriminator") {
    throw mistake(
      model,
      property,
      `${where} says of which class a row is, so it is kept by the ORM: write ${property} = field.discriminator() instead of field.${given.type?.name ?? "foreignKey"}(…), or leave it out.`,
    );
  }
  const fields = new Map(source.fields);
  const members = new Map(source.members);
  if (given === undefined) {
    const made = discriminatorField();
    fields.set(property, made);
    members.set(property, made);
  }
  const heir: Heir = { ...place, family: new Family(), above: undefined, isMade: given === undefined };
  return { ...source, fields, members, heir };
}

/** A class below, with the fields and relations that it adds. */
export function below(model: ModelClass, place: Place, above: ModelMeta): TableSource {
  const reading = readClass(model);
  const inherited = new Set(
    reading.calls.slice(0, readClass(above.model).calls.length).map(({ definition }) => definition),
  );
  const own = <D>(all: ReadonlyMap<string, D>) =>
    new Map([...all].filter(([, definition]) => !inherited.has(definition)));
  const [fields, members, relations] = [own(reading.fields), own(reading.members), own(reading.relations)];
  const isKnown = (property: string) =>
    above.byProperty.has(property) || above.embedded.has(property) || above.relations.has(property);
  for (const property of [...members.keys(), ...relations.keys()].filter(isKnown)) {
    throw mistake(
      model,
      property,
      `${model.name}.${property} is declared by ${above.name} already, and both share the table ${above.table}: leave it out in ${model.name}. What is to hold for a ${model.name} alone is a rule of static validations.`,
    );
  }
  for (const property of reading.others.filter(isKnown)) {
    throw mistake(model, property, valueInstead(`${model.name}.${property}`));
  }
  for (const [property, definition] of fields) refuseForAll(model, property, definition, above);
  const inheritance = above.inheritance as NonNullable<ModelMeta["inheritance"]>;
  const family = families.get(above) as Family;
  const heir: Heir = { ...place, family, above, isMade: inheritance.isMade };
  const options = extended(model, inheritance.options, above, members);
  const declared = { fields, members, relations };
  return { ...reading, ...declared, model, table: above.table, naming: namingOf(model, above), options, heir };
}

function namingOf(model: ModelClass, above: ModelMeta): ModelMeta["naming"] {
  return (model as { naming?: ModelMeta["naming"] }).naming ?? above.naming;
}

/** What concerns every row of the table belongs to the class at the top. */
function refuseForAll(model: ModelClass, property: string, { settings }: FieldDefinition, above: ModelMeta): void {
  const what = settings.primaryKey ? "is a primary key" : settings.role && `is a field.${settings.role}()`;
  if (what === undefined) return;
  throw mistake(
    model,
    property,
    `${model.name}.${property} ${what}, which concerns every row of the table ${above.table}: declare it in the class at the top.`,
  );
}

const ofSubclass = ["uniques", "indexes", "checks", "foreignKeys", "orderBy"];

/** `static table` of a subclass adds to that of the class above. */
function extended(
  model: ModelClass,
  above: AnyTableOptions,
  { name, table }: ModelMeta,
  declared: ReadonlyMap<string, unknown>,
): AnyTableOptions {
  if (!Object.hasOwn(model, "table")) return above;
  const own = readTableOptions(model.name, (model as { table?: unknown }).table);
  // What is taken over by ...Payment.table is said already.
  const isSaid = (option: string) =>
    isDeepStrictEqual(own[option as keyof AnyTableOptions], above[option as keyof AnyTableOptions]);
  const other = Object.keys(own).find((option) => !ofSubclass.includes(option) && !isSaid(option));
  if (other !== undefined) {
    throw new ModelDefinitionError(
      `static table of ${model.name} states ${other}, but its rows stand in the table ${table} of ${name}. A subclass may add ${ofSubclass.join(", ")}.`,
      { model: model.name },
    );
  }
  const isNew = (on: readonly unknown[]) => !uniquesOf(above).some((other) => isDeepStrictEqual(other, on));
  for (const on of uniquesOf(own).filter(isNew)) {
    if (on.some((property) => typeof property !== "string" || declared.has(property.split(".")[0] ?? ""))) continue;
    throw new ModelDefinitionError(
      `static table of ${model.name} makes ${on.join(" + ")} unique, which rows of other classes have too, so it would hold for them as well. Say so in the class that declares them, or add a field of ${model.name}.`,
      { model: model.name },
    );
  }
  return {
    ...above,
    ...own,
    uniques: added(above.uniques, own.uniques),
    indexes: added(above.indexes, own.indexes),
    checks: { ...above.checks, ...own.checks },
    foreignKeys: added(above.foreignKeys, own.foreignKeys),
  };
}

function added<T>(above: readonly T[] = [], own: readonly T[] = []): readonly T[] {
  return [...above, ...own.filter((item) => !above.some((other) => isDeepStrictEqual(other, item)))];
}

/** What no two rows may have the same of, as far as it is stated for all rows. */
function uniquesOf({ uniques = [], indexes = [] }: AnyTableOptions): (readonly unknown[])[] {
  const over = indexes.flatMap((index) =>
    "on" in index && index.unique === true && index.where === undefined ? [index.on] : [],
  );
  return [...uniques, ...over];
}

/** The columns of a class: those of the class above are the same ones, but for what the discriminator holds. */
export function columnsOf(source: TableSource, { above, ...place }: Heir): DefinedColumns {
  const { model, members, naming, table } = source;
  const { columns, embedded } = defineColumns(model, members, naming, table, above);
  const column = columns.find(({ property }) => property === place.property) as ColumnMeta;
  const value = readValue(model, place, naming, column.type);
  const settings = Object.freeze({ ...column.settings, default: value, hasDefault: value !== undefined });
  columns[column.index] = Object.freeze({ ...column, settings, model: model.name });
  refuseOthers(model, columns, place.property);
  return { columns, embedded };
}

/** Refuses a `field.discriminator()` that no class names. */
export function refuseOthers(model: ModelClass, columns: readonly ColumnMeta[], property?: string): void {
  const other = columns.find((column) => column.settings.role === "discriminator" && column.property !== property);
  if (other === undefined) return;
  throw mistake(
    model,
    other.property,
    `${model.name}.${other.property} is a field.discriminator(), and ${model.name} ${property === undefined ? `shares its table with no class. Say so: static discriminator = ${JSON.stringify(other.property)}` : `has another one, ${property}. Leave one of them out`}.`,
  );
}

/** What a model knows of those that it shares its table with. `self` is asked for late: it holds this. */
export function inheritanceOf(
  { options }: TableSource,
  { above, family, isMade, property }: Heir,
  columns: readonly ColumnMeta[],
  self: () => ModelMeta,
): InheritanceMeta {
  let known: { readonly size: number; readonly members: ModelMeta[]; readonly columns: ColumnMeta[] } | undefined;
  const current = () => {
    if (known?.size === family.size) return known;
    const members = family.below(self());
    const byName = new Map<string, ColumnMeta>();
    for (const column of members.flatMap((member) => member.columns)) {
      if (!byName.has(column.name)) byName.set(column.name, column);
    }
    known = { size: family.size, members, columns: [...byName.values()] };
    return known;
  };
  const discriminator = columns.find((column) => column.property === property) as ColumnMeta;
  return Object.freeze<InheritanceMeta>({
    parent: above,
    discriminator,
    value: discriminator.settings.default as string | undefined,
    isMade,
    options,
    members: () => current().members,
    values: () => current().members.flatMap(({ inheritance }) => inheritance?.value ?? []),
    columns: () => current().columns,
  });
}

/** Makes a model one of those that share its table. Throws `ModelDefinitionError` where it does not go with them. */
export function joinFamily(meta: ModelMeta, { family }: Heir): void {
  family.add(meta);
  families.set(meta, family);
}

function valueInstead(where: string): string {
  return `${where} has a value of its own in the class body, which would hide what the row holds. To tell only its type, write declare before it.`;
}

function mistake(model: ModelClass, property: string, message: string): ModelDefinitionError {
  return new ModelDefinitionError(message, { model: model.name, fields: [property] });
}
