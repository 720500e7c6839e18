import type { ValidationIssue } from "../../errors/issue.js";
import { normalOf } from "../../fields/normal-form.js";
import { nearest } from "../../naming/nearest.js";
import type { ColumnMeta, EmbeddedMeta } from "../../schema/column-meta.js";
import { isEmbeddedClass } from "../../schema/read-class.js";
import { describeGiven, isHandle } from "../../schema/relations/handle.js";
import { defaultOf } from "../default-of.js";
import { stateIfRecord } from "../state.js";

// Embedded objects are made of the values of their columns, in the order of these, wherever the values come from.

/** Whether a value can hold attributes: an object literal, or an instance of a class of the user's; no Date, no Map. */
export function isAttributes(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]" && !isHandle(value);
}

/** Whether `value` is an object of the class that is embedded. */
export function isInstance({ type }: EmbeddedMeta, value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === type.prototype;
}

/** Whether a part of an embedded object is an embedded object itself. */
export function isEmbedded(part: ColumnMeta | EmbeddedMeta): part is EmbeddedMeta {
  return "parts" in part;
}

/** What is wrong with a value for an embedded object. `together` with other attributes, what is readonly is refused. */
export function objectIssues(embedded: EmbeddedMeta, value: unknown, together: boolean): ValidationIssue[] {
  const { type, parts } = embedded;
  const path = [...embedded.path];
  if (value === null) return embedded.nullable ? [] : [{ path, rule: "required", message: "must not be null" }];
  if (isInstance(embedded, value)) return [];
  if (!isAttributes(value) || stateIfRecord(value) !== undefined || isEmbeddedClass(value.constructor)) {
    const given = isAttributes(value) ? `one of ${value.constructor.name}` : describeGiven(value);
    const message = `takes an object of ${type.name}, or one of its properties, not ${given}`;
    return [{ path, rule: "type", message }];
  }
  const issues: ValidationIssue[] = [];
  for (const [property, given] of Object.entries(value)) {
    const part = parts.get(property);
    if (part === undefined) {
      const message = `is no property of ${type.name}.${nearest(property, parts.keys())}`;
      issues.push({ path: [...path, property], rule: "unknown", message });
    } else if (isEmbedded(part)) {
      if (given !== undefined) issues.push(...objectIssues(part, given, together));
    } else {
      const why = refusal(part, together);
      if (why !== undefined) issues.push({ path: [...part.path], rule: "readonly", message: why });
    }
  }
  return issues;
}

/** Why a column is not set with others. */
export function refusal({ settings }: ColumnMeta, together: boolean): string | undefined {
  if (settings.generated !== undefined) return "is computed by the database and cannot be set";
  if (settings.role === "discriminator") {
    return "says of which class the record is, and is set by the ORM: make a record of that class";
  }
  if (!settings.readonly || !together) return undefined;
  return "is readonly: it cannot be set together with others, only by itself, record.property = …";
}

/** The values of an object of the class, as copies: none of them is shared. */
export function valuesIn(object: object, embedded: EmbeddedMeta, values: unknown[] = []): unknown[] {
  for (const [name, part] of embedded.parts) {
    const value = (object as Readonly<Record<string, unknown>>)[name];
    if (!isEmbedded(part)) values.push(copyOf(part, value));
    else if (value === null || value === undefined) values.push(...part.columns.map(() => null));
    else valuesIn(value, part, values);
  }
  return values;
}

/** The values that attributes give, in their normal forms, and for the others the defaults. */
export function valuesGiven(given: object, embedded: EmbeddedMeta, values: unknown[] = []): unknown[] {
  for (const [name, part] of embedded.parts) {
    const value = Object.hasOwn(given, name) ? (given as Readonly<Record<string, unknown>>)[name] : undefined;
    if (!isEmbedded(part)) values.push(value === undefined ? defaultOf(part) : normalOf(part, copyOf(part, value)));
    else if (value === null || (value === undefined && part.nullable)) values.push(...part.columns.map(() => null));
    else if (isInstance(part, value)) valuesIn(value, part, values);
    else valuesGiven(value ?? {}, part, values);
  }
  return values;
}

/** What is said of which columns: by an object of the class of all, by attributes of those that they name. */
export function* valuesSaid(embedded: EmbeddedMeta, given: unknown): Generator<readonly [ColumnMeta, unknown]> {
  const isWhole = given === null || isInstance(embedded, given);
  for (const [name, part] of embedded.parts) {
    const value = (given as Readonly<Record<string, unknown>> | null)?.[name];
    const said = isWhole ? (value ?? null) : value;
    if (said === undefined) continue;
    if (isEmbedded(part)) yield* valuesSaid(part, said);
    else if (part.settings.generated === undefined) yield [part, said];
  }
}

/** An embedded object as a plain one, which is what schemas take. */
export function plainObject(object: unknown, { parts }: EmbeddedMeta): unknown {
  if (object === null || object === undefined) return object;
  const held = object as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...parts].map(([name, part]) => [name, isEmbedded(part) ? plainObject(held[name], part) : held[name]]),
  );
}

/** What cannot be stored is left for the field to refuse. */
function copyOf({ type }: ColumnMeta, value: unknown): unknown {
  if (value === null || typeof value !== "object" || type.refuse(value) !== undefined) return value;
  return type.comparison.restore(type.comparison.snapshot(value));
}
