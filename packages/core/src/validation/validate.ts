import type { ValidationIssue } from "../errors/issue.js";
import { ValidationError } from "../errors/record.js";
import { brokenLimit } from "../fields/limits.js";
import { normalOf } from "../fields/normal-form.js";
import { isStandardSchema } from "../fields/standard-schema.js";
import { heldBy } from "../record/changes.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { InheritanceMeta, ModelMeta } from "../schema/model-meta.js";
import { brokenRules } from "./record-rules.js";
import { schemaIssues } from "./schema-issues.js";

/**
 * Checks a record that is about to be written: of its fields those that are written, and the rules about several of
 * them with all that it holds. Everything that is wrong is told at once.
 */
export async function validate(record: object, meta: ModelMeta, columns: readonly ColumnMeta[]): Promise<void> {
  const issues = await refusedValues(record, columns);
  if (meta.inheritance !== undefined) issues.push(...otherClass(record, meta.inheritance, columns));
  const refused = new Set(issues.map(({ path }) => String(path[0])));
  if (meta.rules.length > 0) issues.push(...(await brokenRules(record, meta, refused)));
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
}

/** A record is of its class, whatever its property was set to. */
function otherClass(
  record: object,
  { discriminator, value }: InheritanceMeta,
  columns: readonly ColumnMeta[],
): ValidationIssue[] {
  if (!columns.includes(discriminator) || heldBy(record, discriminator) === value) return [];
  const message = `is ${JSON.stringify(value)} in a ${discriminator.model}, and cannot be changed`;
  return [{ path: [discriminator.property], rule: "readonly", message }];
}

/** Checks values that belong to no record: what many rows are set to. */
export async function validateValues(values: object, meta: ModelMeta, columns: readonly ColumnMeta[]): Promise<void> {
  const issues = await refusedValues(values, columns);
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
}

/**
 * What fields refuse, all of them. Values take their normal form first, and their canonical form after: what is in the
 * record is then what the database will give back.
 */
export async function refusedValues(record: object, columns: readonly ColumnMeta[]): Promise<ValidationIssue[]> {
  const issues: ValidationIssue[] = [];
  const values = record as Record<string, unknown>;
  for (const column of columns) {
    if (column.settings.normalize !== undefined) values[column.property] = normalOf(column, heldBy(record, column));
    const value = heldBy(record, column);
    const { validate: own } = column.settings;
    // Most fields have no rule of their own, and then there is nothing to wait for.
    const found =
      issuesOf(record, column, value) ?? (own === undefined ? [] : await ownIssues([...column.path], own, value));
    issues.push(...found);
    const { canonical } = column.type;
    if (canonical !== undefined && value != null && found.length === 0) {
      values[column.property] = canonical(value as never);
    }
  }
  return issues;
}

/** What the field itself says: `undefined` if the value fits, so that further rules are worth asking. */
function issuesOf(record: object, column: ColumnMeta, value: unknown): ValidationIssue[] | undefined {
  // A copy: libraries put the way to the value in front, in place.
  const path = [...column.path];
  if (value === null || value === undefined) {
    if (value === null && (column.settings.nullable || isAbsent(record, column))) return [];
    return [{ path, rule: "required", message: value === null ? "must not be null" : "is required" }];
  }
  const why = column.type.refuse(value) ?? brokenLimit(column.type, value);
  return why === undefined ? undefined : [{ path, ...why }];
}

/** Whether an embedded object that a column is a part of is not there. */
function isAbsent(record: object, { within }: ColumnMeta): boolean {
  for (let at = within; at !== undefined; at = at.within) {
    if (at.nullable && at.columns.every((column) => heldBy(record, column) === null)) return true;
  }
  return false;
}

/** The user's own rule: a predicate, or a Standard Schema. */
async function ownIssues(path: readonly string[], validator: object, value: unknown): Promise<ValidationIssue[]> {
  if (isStandardSchema(validator)) return schemaIssues(validator, value, "custom", path);
  const answer: unknown = await (validator as (value: unknown) => unknown)(value);
  if (answer === true) return [];
  return [{ path, rule: "custom", message: typeof answer === "string" ? answer : "is not valid" }];
}
