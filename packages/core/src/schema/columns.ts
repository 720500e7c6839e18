import { ModelDefinitionError } from "../errors/usage.js";
import { FieldDefinition, type FieldSettings, type FieldType, type Refusal } from "../fields/definition.js";
import { EmbeddedDefinition } from "../fields/embedded.js";
import { brokenLimit } from "../fields/limits.js";
import { isSql } from "../fragment/sql.js";
import { literalNaming, type NamingStrategy } from "../naming/strategy.js";
import type { ColumnMeta, EmbeddedMeta, ModelClass, ReferenceMeta } from "./column-meta.js";
import { type Place, readEmbedded } from "./embedded/read-embedded.js";
import { type ColumnNames, readExpression } from "./expression.js";
import { readTarget, resolveType } from "./field-type.js";
import type { ModelMeta } from "./model-meta.js";

/** What a class declares that becomes columns. */
type Members = ReadonlyMap<string, FieldDefinition | EmbeddedDefinition>;

/** What the columns of a model are made with. */
interface Making {
  readonly model: ModelClass;
  readonly naming: NamingStrategy;
  readonly table: string;
  readonly columns: ColumnMeta[];
  /** By the column's name, the property that it belongs to. */
  readonly owners: Map<string, string>;
  readonly embedded: Map<string, EmbeddedMeta>;
}

/** What belongs together in one object: the record, or one that is embedded in it. */
interface Level extends Place {
  readonly prefix: string;
  readonly within: EmbeddedMeta | undefined;
}

/** The columns of a model, and the embedded objects that some of them are parts of, by the way to them. */
export interface DefinedColumns {
  readonly columns: ColumnMeta[];
  readonly embedded: ReadonlyMap<string, EmbeddedMeta>;
}

/** Makes the columns of a model from its fields, and from those of its embedded objects. */
export function defineColumns(
  model: ModelClass,
  members: Members,
  naming: NamingStrategy,
  table: string,
  inherited?: Pick<ModelMeta, "columns" | "embedded">,
): DefinedColumns {
  const columns = [...(inherited?.columns ?? [])];
  const owners = new Map(columns.map((column) => [column.name, column.property]));
  const making: Making = { model, naming, table, columns, owners, embedded: new Map(inherited?.embedded) };
  defineParts(making, members, topOf(model));
  return { columns, embedded: making.embedded };
}

const standalone = new WeakMap<ModelClass, EmbeddedMeta>();

/** What is known of the class of an embedded object by itself, wherever its objects will be: read once. */
export function embeddedMetaOf(type: ModelClass): EmbeddedMeta {
  let known = standalone.get(type);
  if (known === undefined) {
    const making: Making = {
      model: type,
      naming: literalNaming,
      table: type.name,
      columns: [],
      owners: new Map(),
      embedded: new Map(),
    };
    known = defineEmbedded(making, new EmbeddedDefinition(type, { prefix: "" }), [], topOf(type));
    standalone.set(type, known);
  }
  return known;
}

const topOf = ({ name }: ModelClass): Level => ({
  model: name,
  path: [],
  classes: [],
  isAbsentable: false,
  prefix: "",
  within: undefined,
});

function defineParts(making: Making, members: Members, level: Level): Map<string, ColumnMeta | EmbeddedMeta> {
  const parts = new Map<string, ColumnMeta | EmbeddedMeta>();
  for (const [property, definition] of members) {
    const path = Object.freeze([...level.path, property]);
    parts.set(
      property,
      definition instanceof FieldDefinition
        ? defineColumn(making, definition, path, level)
        : defineEmbedded(making, definition, path, level),
    );
  }
  return parts;
}

/** Its columns stand where it stands in the class. */
function defineEmbedded(
  making: Making,
  definition: EmbeddedDefinition,
  path: readonly string[],
  above: Level,
): EmbeddedMeta {
  const { columns, naming, model } = making;
  const name = path.at(-1) ?? "";
  const isAbsentable = above.isAbsentable || definition.nullable;
  const place: Place = { ...above, path, isAbsentable };
  const { type, reading } = readEmbedded(definition, place);
  const parts = new Map<string, ColumnMeta | EmbeddedMeta>();
  const own: ColumnMeta[] = [];
  const embedded: EmbeddedMeta = {
    name,
    path,
    type,
    nullable: definition.nullable,
    within: above.within,
    parts,
    columns: own,
    calls: reading.calls,
    plain: reading.plain,
    model: model.name,
  };
  const level: Level = {
    ...place,
    classes: [...above.classes, type],
    prefix: above.prefix + (definition.prefix ?? `${naming.column(name)}_`),
    within: embedded,
  };
  making.embedded.set(path.join("."), embedded);
  const first = columns.length;
  for (const [property, part] of defineParts(making, reading.members, level)) parts.set(property, part);
  own.push(...columns.slice(first));
  Object.freeze(own);
  return Object.freeze(embedded);
}

function defineColumn(
  { model, naming, table, columns, owners }: Making,
  definition: FieldDefinition,
  path: readonly string[],
  { prefix, within, isAbsentable }: Level,
): ColumnMeta {
  const property = path.join(".");
  const where = `${model.name}.${property}`;
  const { settings } = definition;
  const name = prefix + (settings.column ?? naming.column(path.at(-1) as string));
  if (name === "" || name.includes("\0")) {
    throw new ModelDefinitionError(`${where} has no usable column name: ${JSON.stringify(name)}.`);
  }
  const other = owners.get(name);
  if (other !== undefined) {
    const mend = within === undefined ? '{ column: "…" }' : '{ prefix: "…" } for embedded';
    throw new ModelDefinitionError(
      `${where} and ${model.name}.${other} are both stored in the column ${JSON.stringify(name)}. Give one of them another: ${mend}.`,
      { model: model.name, fields: [other, property] },
    );
  }
  if (columns.some((column) => column.property === property)) {
    throw new ModelDefinitionError(`${where} is declared twice: as a field of that name, and by an embedded object.`, {
      model: model.name,
      fields: [property],
    });
  }
  owners.set(name, property);
  if (settings.primaryKey && settings.nullable) {
    throw new ModelDefinitionError(`${where} is a primary key and cannot be nullable: leave one of the two out.`);
  }
  const type = placed(resolveType(where, definition), `${table}.${name}`);
  refuseDefault(where, type, settings);
  const column: ColumnMeta = Object.freeze({
    index: columns.length,
    property,
    path,
    within,
    name,
    type,
    settings,
    nullable: settings.nullable || isAbsentable,
    autoIncrement: type.facets.autoIncrement === true,
    references: definition.foreignKey && reference(where, definition),
    model: model.name,
  });
  columns.push(column);
  return column;
}

/** What is encrypted belongs to its place. */
function placed(type: FieldType, place: string): FieldType {
  const { sealed } = type;
  return sealed === undefined || sealed.context !== undefined
    ? type
    : { ...type, sealed: { ...sealed, context: place } };
}

/** Reads the fragments that columns hold, since they may name properties that do not exist. */
export function readColumnExpressions(model: string, columns: readonly ColumnMeta[], byProperty: ColumnNames): void {
  for (const column of columns) {
    const { property, settings } = column;
    const names = namesBeside(column, byProperty);
    if (isSql(settings.default)) readExpression(model, `the default of ${property}`, settings.default, names);
    if (settings.generated) readExpression(model, `the expression of ${property}`, settings.generated, names);
  }
}

/** What the fragments of a column may name: the properties of its class, in an embedded object those beside it. */
export function namesBeside({ within }: ColumnMeta, byProperty: ColumnNames): ColumnNames {
  if (within === undefined) return byProperty;
  const named = within.columns.map((column) => [column.path.slice(within.path.length).join("."), column] as const);
  return new Map(named);
}

/** A default that the field itself would refuse is better told now than at the first save. */
function refuseDefault(where: string, type: FieldType, { default: value, nullable }: FieldSettings): void {
  if (value === undefined || typeof value === "function" || isSql(value)) return;
  if (value === null && nullable) return;
  const why = value === null ? { message: "is null: add nullable: true, or leave it out" } : refusal(type, value);
  if (why !== undefined) throw new ModelDefinitionError(`The default of ${where} ${why.message}.`);
}

function refusal(type: FieldType, value: unknown): Refusal | undefined {
  return type.refuse(value) ?? brokenLimit(type, value);
}

function reference(where: string, definition: FieldDefinition): ReferenceMeta {
  const { model, property } = readTarget(where, definition);
  const { onDelete = "restrict", onUpdate = "no action" } = definition.foreignKey ?? {};
  return Object.freeze({ model: () => model, property, onDelete, onUpdate });
}
