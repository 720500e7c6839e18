import { QueryError } from "../errors/usage.js";
import type { FieldType } from "../fields/definition.js";
import { type JsonSchema, orNull } from "../fields/json-schema.js";
import { nearest } from "../naming/nearest.js";
import type { ColumnMeta, EmbeddedMeta } from "./column-meta.js";
import type { ModelMeta, RelationMeta } from "./model-meta.js";

/** What data is for: a new record, a change of one, or an answer that shows one. */
export type Purpose = "create" | "update" | "read";

/** What a schema is to take in. */
export interface SchemaOptions {
  /** Only these properties; a hidden one only if it is named here. All that may be set, or shown, if not given. */
  readonly only?: readonly string[] | undefined;
  /** Of `"read"`: relations that are shown too, by their paths, such as `"author"` or `"comments.author"`. */
  readonly with?: readonly string[] | undefined;
}

/** The JSON Schema of a model's records as they stand in JSON. */
export function modelJsonSchema(meta: ModelMeta, purpose: Purpose, options: SchemaOptions = {}): JsonSchema {
  const classes = (meta.inheritance?.members() ?? []).filter(({ inheritance }) => inheritance?.value !== undefined);
  // Which of them a record is of, its discriminator tells.
  if (purpose === "read" && classes.length > 1)
    return { oneOf: classes.map((each) => ownSchema(each, purpose, options)) };
  return ownSchema(purpose === "read" ? (classes[0] ?? meta) : meta, purpose, options);
}

function ownSchema(meta: ModelMeta, purpose: Purpose, options: SchemaOptions): JsonSchema {
  const columns = columnsFor(meta, purpose, options.only);
  const parts = new Set(columns.map((column) => meta.embedded.get(column.path[0] as string) ?? column));
  const { properties, required } = partsSchema(parts, columns, purpose);
  for (const [name, paths] of pathsByRelation(meta, purpose, options.with)) {
    properties[name] = relationSchema(meta.relations.get(name) as RelationMeta, paths);
    required.push(name);
  }
  return objectSchema({ properties, required });
}

/** The schemas of properties, and the names of those that have to be there. */
interface Parts {
  readonly properties: Record<string, JsonSchema>;
  readonly required: string[];
}

const objectSchema = ({ properties, required }: Parts): JsonSchema => ({
  type: "object",
  properties,
  // Some readers of JSON Schema want no empty list.
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});

/** Of the parts of a record, or of an embedded object, those that have to do with these columns. */
function partsSchema(
  parts: Iterable<ColumnMeta | EmbeddedMeta>,
  columns: readonly ColumnMeta[],
  purpose: Purpose,
): Parts {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const part of parts) {
    const name = part.path.at(-1) as string;
    if ("parts" in part) {
      const inner = partsSchema(part.parts.values(), columns, purpose);
      if (Object.keys(inner.properties).length === 0) continue;
      properties[name] = part.nullable ? orNull(objectSchema(inner)) : objectSchema(inner);
      if (purpose === "read" || (inner.required.length > 0 && !part.nullable)) required.push(name);
    } else if (columns.includes(part)) {
      properties[name] = columnSchema(part);
      if (isRequired(part, purpose)) required.push(name);
    }
  }
  return { properties, required };
}

/**
 * The columns that may be set from outside, or shown. What the ORM and the database keep, what is hidden, and of an
 * update the key of the row, are nothing for a request to say.
 */
export function columnsFor(meta: ModelMeta, purpose: Purpose, only?: readonly string[]): readonly ColumnMeta[] {
  const isOpen = (column: ColumnMeta) => !column.settings.hidden && refusal(column, purpose) === undefined;
  if (only === undefined) return meta.columns.filter(isOpen);
  return only.flatMap(
    (property) => meta.embedded.get(property)?.columns.filter(isOpen) ?? columnNamed(meta, purpose, property),
  );
}

function columnNamed(meta: ModelMeta, purpose: Purpose, property: string): ColumnMeta {
  const column = meta.byProperty.get(property);
  const why =
    column === undefined ? `is no column.${nearest(property, meta.byProperty.keys())}` : refusal(column, purpose);
  if (column !== undefined && why === undefined) return column;
  throw new QueryError(
    `${meta.name}.${property} cannot be part of a schema for ${JSON.stringify(purpose)}: it ${why}`,
    {
      model: meta.name,
      fields: [property],
    },
  );
}

/** Why a property is not set from outside. */
export function refusal({ settings, autoIncrement }: ColumnMeta, purpose: Purpose): string | undefined {
  if (purpose === "read") return undefined;
  if (settings.generated !== undefined) return "is computed by the database and cannot be set";
  if (settings.readonly) return "is readonly: it is set by the program alone";
  if (autoIncrement) return "is numbered by the database";
  return purpose === "update" && settings.primaryKey ? "says which record this is, and cannot be changed" : undefined;
}

/** Whether a value has to be there. */
export function isRequired({ settings }: ColumnMeta, purpose: Purpose): boolean {
  return purpose === "read" || (purpose === "create" && !settings.nullable && !settings.hasDefault);
}

function columnSchema({ type, settings }: ColumnMeta): JsonSchema {
  const { nullable } = settings;
  if (settings.role === "discriminator" && settings.hasDefault) return { type: "string", enum: [settings.default] };
  // Any JSON value: for null there is the column's own NULL.
  if (type.json === undefined) return nullable ? {} : { not: { type: "null" } };
  const schema = { ...type.json, ...limitsOf(type) };
  return nullable ? orNull(schema) : schema;
}

/** Limits of numbers; decimals and large integers are strings in JSON, which have none. */
function limitsOf({ json, rules }: FieldType): { minimum?: number; maximum?: number } {
  const { type, minimum, maximum } = (json ?? {}) as { type?: unknown; minimum?: number; maximum?: number };
  if (type !== "integer" && type !== "number") return {};
  const limit = (wanted: "min" | "max") => rules.flatMap(({ rule, value }) => (rule === wanted ? [Number(value)] : []));
  const least = Math.max(minimum ?? Number.NEGATIVE_INFINITY, ...limit("min"));
  const most = Math.min(maximum ?? Number.POSITIVE_INFINITY, ...limit("max"));
  return { ...(Number.isFinite(least) && { minimum: least }), ...(Number.isFinite(most) && { maximum: most }) };
}

/** The relations that are shown, each with what is shown of it. */
function pathsByRelation(meta: ModelMeta, purpose: Purpose, paths: readonly string[] = []): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const [name = "", ...rest] = path.split(".");
    if (purpose !== "read" || !meta.relations.has(name)) {
      const why =
        purpose === "read" ? `is no relation.${nearest(name, meta.relations.keys())}` : "is not set with others";
      throw new QueryError(
        `${meta.name}.${name} cannot be part of a schema for ${JSON.stringify(purpose)}: it ${why}`,
        {
          model: meta.name,
        },
      );
    }
    const below = found.get(name) ?? [];
    if (rest.length > 0) below.push(rest.join("."));
    found.set(name, below);
  }
  return found;
}

function relationSchema(relation: RelationMeta, paths: readonly string[]): JsonSchema {
  const schemas = relation.targets().map((target) => modelJsonSchema(target, "read", { with: paths }));
  const one = schemas.length === 1 ? (schemas[0] as JsonSchema) : { anyOf: schemas };
  if (relation.many) return { type: "array", items: one };
  return relation.nullable ? { anyOf: [one, { type: "null" }] } : one;
}
