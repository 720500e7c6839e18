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
 * them with all that it holds. Everything that is wrong is told at once. There is a promise only where a rule of the
 * user's own is asked: for many records, promises would take longer than the checks.
 */
export function validate(record: object, meta: ModelMeta, columns: readonly ColumnMeta[]): Promise<void> | undefined {
  const issues = refusedValues(record, columns);
  if (issues instanceof Promise || meta.rules.length > 0) return askRules(record, meta, columns, issues);
  if (meta.inheritance !== undefined) issues.push(...otherClass(record, meta.inheritance, columns));
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
  return undefined;
}

async function askRules(
  record: object,
  meta: ModelMeta,
  columns: readonly ColumnMeta[],
  found: ValidationIssue[] | Promise<ValidationIssue[]>,
): Promise<void> {
  const issues = await found;
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
 * record is then what the database will give back. Most fields have no rule of their own, and then nothing is waited for.
 */
export function refusedValues(
  record: object,
  columns: readonly ColumnMeta[],
): ValidationIssue[] | Promise<ValidationIssue[]> {
  const issues: ValidationIssue[] = [];
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as ColumnMeta;
    const value = normalised(record, column);
    const found = issuesOf(record, column, value);
    if (found !== undefined) issues.push(...found);
    else if (column.settings.validate !== undefined) return askFields(record, columns, i, issues);
    else canonicalise(record, column, value);
  }
  return issues;
}

/** The same from a field on that has a rule of its own; its value has its normal form and fits the type. */
async function askFields(
  record: object,
  columns: readonly ColumnMeta[],
  from: number,
  issues: ValidationIssue[],
): Promise<ValidationIssue[]> {
  for (const column of columns.slice(from)) {
    const isFirst = column === columns[from];
    const value = isFirst ? heldBy(record, column) : normalised(record, column);
    const { validate: own } = column.settings;
    const refused = isFirst ? undefined : issuesOf(record, column, value);
    const found = refused ?? (own === undefined ? [] : await ownIssues([...column.path], own, value));
    issues.push(...found);
    if (found.length === 0) canonicalise(record, column, value);
  }
  return issues;
}

/** The value of a column, which takes its normal form. */
function normalised(record: object, column: ColumnMeta): unknown {
  const value = heldBy(record, column);
  if (column.settings.normalize === undefined || value === null || value === undefined) return value;
  (record as Record<string, unknown>)[column.property] = normalOf(column, value);
  return heldBy(record, column);
}

/** Puts the canonical form in the place of a value that fits. */
function canonicalise(record: object, column: ColumnMeta, value: unknown): void {
  const { canonical } = column.type;
  if (canonical === undefined || value === null || value === undefined) return;
  const form = canonical(value as never);
  if (form !== value) (record as Record<string, unknown>)[column.property] = form;
}

/** What the field itself says: `undefined` if the value fits, so that further rules are worth asking. */
function issuesOf(record: object, column: ColumnMeta, value: unknown): readonly ValidationIssue[] | undefined {
  if (value === null || value === undefined) {
    if (value === null && (column.settings.nullable || isAbsent(record, column))) return none;
    const message = value === null ? "must not be null" : "is required";
    return [{ path: [...column.path], rule: "required", message }];
  }
  const why = column.type.refuse(value) ?? brokenLimit(column.type, value);
  // A copy of the path: libraries put the way to the value in front, in place.
  return why === undefined ? undefined : [{ path: [...column.path], ...why }];
}

const none: readonly never[] = [];

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
