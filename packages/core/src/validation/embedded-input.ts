import type { ValidationIssue } from "../errors/issue.js";
import type { ReadJson } from "../fields/definition.js";
import { isEmbedded, isInstance, objectIssues } from "../record/embedded/values.js";
import type { ColumnMeta, EmbeddedMeta } from "../schema/column-meta.js";
import { type Purpose, refusal } from "../schema/model-json-schema.js";

/** The values of columns by property, those of embedded objects by the way to them. */
type Flat = Record<string, unknown>;

/** What is taken, for what, and how a value is read. */
export interface Taking {
  readonly columns: readonly ColumnMeta[];
  readonly purpose: Purpose;
  readonly read: (column: ColumnMeta, given: unknown) => ReadJson;
}

/** Takes the values of an embedded object that came from outside; what may not be said of it are issues. */
export function takeObject(
  embedded: EmbeddedMeta,
  given: unknown,
  { columns, purpose, read }: Taking,
  flat: Flat,
): ValidationIssue[] {
  const issues = objectIssues(embedded, given, false);
  if (issues.some(({ path }) => path.length === embedded.path.length)) return issues;
  const take = (at: EmbeddedMeta, object: unknown): void => {
    const said = object as Readonly<Record<string, unknown>> | null;
    for (const [name, part] of at.parts) {
      const value = said === null ? null : said[name];
      if (value === undefined) continue;
      if (isEmbedded(part)) {
        if (typeof value === "object") take(part, value);
      } else if (columns.includes(part)) {
        const taken = read(part, value);
        if (taken.rule === undefined) flat[part.property] = taken.value;
        else issues.push({ path: [...part.path], rule: taken.rule, message: taken.message });
      } else if (said !== null && !isInstance(at, said)) issues.push(stranger(part, purpose));
    }
  };
  take(embedded, given);
  return issues;
}

function stranger(column: ColumnMeta, purpose: Purpose): ValidationIssue {
  const why = refusal(column, purpose);
  if (why !== undefined) return { path: [...column.path], rule: "readonly", message: why };
  return { path: [...column.path], rule: "unknown", message: "is nothing that can be given here." };
}

/** What was given for an embedded object, as a plain object of its own with the values that were checked. */
export function givenObject(embedded: EmbeddedMeta, given: unknown, flat: Flat): unknown {
  if (given === null) return null;
  const said = given as Readonly<Record<string, unknown>>;
  const value: Record<string, unknown> = {};
  for (const [name, part] of embedded.parts) {
    if (said[name] === undefined) continue;
    if (isEmbedded(part)) value[name] = givenObject(part, said[name], flat);
    else if (Object.hasOwn(flat, part.property)) value[name] = flat[part.property];
  }
  return value;
}

/** Whether an embedded object around a column may be missing, and nothing is said of it. */
export function isLeftAway({ within }: ColumnMeta, flat: Flat): boolean {
  for (let at = within; at !== undefined; at = at.within) {
    if (at.nullable && at.columns.every(({ property }) => (flat[property] ?? null) === null)) return true;
  }
  return false;
}
