import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { isLookup } from "../operators/operator.js";
import type { ColumnMeta, EmbeddedMeta } from "../schema/column-meta.js";
import { isCombined } from "./combined.js";
import { join, negate } from "./condition.js";
import { isPlainObject } from "./plain-object.js";
import type { Condition } from "./tree.js";

/** Reads what a column is compared with. */
type ReadColumn = (column: ColumnMeta, value: unknown) => Condition;

/** Reads what an embedded object is compared with: conditions on its properties, an object of its class, or null. */
export function readEmbedded(embedded: EmbeddedMeta, value: unknown, read: ReadColumn): Condition {
  const { columns, parts, type } = embedded;
  const where = [embedded.model, ...embedded.path].join(".");
  const absence = isLookup(value) ? value.operator : undefined;
  if (value === null || absence === isNullOperator || absence === isNotNullOperator) {
    const absent = allOf(columns.map((column) => read(column, null)));
    return absence === isNotNullOperator ? negate(absent) : absent;
  }
  if (value === undefined) {
    throw refusal(
      embedded,
      `${where} is undefined in a condition, which would match every row by accident. Leave it out, or give null for none.`,
    );
  }
  if (typeof value === "object" && Object.getPrototypeOf(value) === type.prototype) {
    return equality(embedded, value as Readonly<Record<string, unknown>>, read);
  }
  if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) throw misfit(embedded, where, value);
  const conditions = Object.keys(value).map((name) => {
    const part = parts.get(name);
    if (part === undefined) {
      throw refusal(
        embedded,
        `${where} has no property ${JSON.stringify(name)}, named in a condition.${nearest(name, parts.keys())}`,
      );
    }
    return "parts" in part ? readEmbedded(part, value[name], read) : read(part, value[name]);
  });
  if (conditions.length > 0) return allOf(conditions);
  throw refusal(
    embedded,
    `${where} is compared with an empty object, which says nothing. Name a property, or give isNotNull for any object.`,
  );
}

/** All of it is the same; what the database computes follows from the rest. */
function equality(embedded: EmbeddedMeta, object: Readonly<Record<string, unknown>>, read: ReadColumn): Condition {
  const conditions: Condition[] = [];
  for (const [name, part] of embedded.parts) {
    if ("parts" in part) conditions.push(readEmbedded(part, object[name], read));
    else if (part.settings.generated === undefined) conditions.push(read(part, object[name]));
  }
  return allOf(conditions);
}

function misfit(embedded: EmbeddedMeta, where: string, value: unknown): QueryError {
  const fits = `takes conditions on its properties, { ${[...embedded.parts.keys()][0]}: … }, or an object of ${embedded.type.name}`;
  if (isCombined(value)) {
    const name = embedded.path.at(-1);
    return refusal(
      embedded,
      `${where} is compared with ${value.type}(…), but ${fits}. Write ${value.type}({ ${name}: … }, { ${name}: … }).`,
    );
  }
  const given = isLookup(value) ? `${value.operator.name}(…), which compares single values` : describe(value);
  return refusal(embedded, `${where} is compared with ${given}. It ${fits}.`);
}

function refusal({ model, path }: EmbeddedMeta, message: string): QueryError {
  return new QueryError(message, { model, fields: [path.join(".")] });
}

const allOf = (parts: readonly Condition[]): Condition =>
  parts.length === 1 ? (parts[0] as Condition) : join("all", parts);
