import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ValidationIssue } from "../errors/issue.js";
import { ValidationError } from "../errors/record.js";
import { brokenLimit } from "../fields/limits.js";
import { heldBy } from "../record/changes.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";

/**
 * Checks the properties that are about to be written, all of them before any is refused. Values take their normal form
 * first, and their canonical form after: what is in the record is then what the database will give back.
 */
export async function validate(record: object, meta: ModelMeta, columns: readonly ColumnMeta[]): Promise<void> {
  const issues: ValidationIssue[] = [];
  const values = record as Record<string, unknown>;
  for (const column of columns) {
    normalize(values, column);
    const found = issuesOf(column, heldBy(record, column)) ?? (await ownIssues(column, heldBy(record, column)));
    issues.push(...found);
  }
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
  for (const column of columns) {
    const { canonical } = column.type;
    const value = values[column.property];
    if (canonical !== undefined && value !== null) values[column.property] = canonical(value as never);
  }
}

function normalize(values: Record<string, unknown>, { property, settings }: ColumnMeta): void {
  const value = values[property];
  if (settings.normalize !== undefined && value !== null && value !== undefined) {
    values[property] = settings.normalize(value as never);
  }
}

/** What the field itself says: `undefined` if the value fits, so that further rules are worth asking. */
function issuesOf(column: ColumnMeta, value: unknown): ValidationIssue[] | undefined {
  const path = [column.property];
  if (value === null || value === undefined) {
    if (value === null && column.nullable) return [];
    return [{ path, rule: "required", message: value === null ? "must not be null" : "is required" }];
  }
  const why = column.type.refuse(value) ?? brokenLimit(column.type, value);
  return why === undefined ? undefined : [{ path, ...why }];
}

/** The user's own rule: a predicate, or a Standard Schema. */
async function ownIssues({ property, settings }: ColumnMeta, value: unknown): Promise<ValidationIssue[]> {
  const validator = settings.validate;
  if (validator === undefined) return [];
  if ("~standard" in validator) {
    const result = await (validator as StandardSchemaV1)["~standard"].validate(value);
    return (result.issues ?? []).map(({ message, path = [] }) => ({
      path: [property, ...path.map((part) => (typeof part === "object" ? part.key : part))],
      rule: "custom",
      message,
    }));
  }
  const answer: unknown = await (validator as (value: unknown) => unknown)(value);
  if (answer === true) return [];
  return [{ path: [property], rule: "custom", message: typeof answer === "string" ? answer : "is not valid" }];
}
