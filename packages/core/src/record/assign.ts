import { ValidationError, type ValidationIssue } from "../errors/record.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";

/**
 * Checks attributes that come in one object, perhaps straight from a request: only known properties, none that are
 * `readonly` or computed. Unknown ones are errors, never dropped: what a user meant to save must not vanish.
 */
export function checkAssignable(meta: ModelMeta, attributes: unknown): Readonly<Record<string, unknown>> {
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
    const message = `takes its attributes in an object, not in ${describe(attributes)}`;
    throw new ValidationError(meta.name, [{ path: [meta.name], rule: "type", message }]);
  }
  const given = attributes as Record<string, unknown>;
  const issues: ValidationIssue[] = [];
  for (const property of Object.keys(given)) {
    const column = meta.byProperty.get(property);
    if (column === undefined) {
      const message = `is no property of ${meta.name}.${nearest(property, meta.byProperty.keys())}`;
      issues.push({ path: [property], rule: "unknown", message });
    } else if (column.settings.generated !== undefined) {
      issues.push({ path: [property], rule: "readonly", message: "is computed by the database and cannot be set" });
    } else if (column.settings.readonly) {
      const message = "is readonly: it cannot be set together with others, only by itself, record.property = …";
      issues.push({ path: [property], rule: "readonly", message });
    }
  }
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
  return given;
}

/** Sets several properties of a record. `undefined` means "not given" and leaves a property as it is. */
export function assign(record: object, meta: ModelMeta, attributes: unknown): void {
  const given = checkAssignable(meta, attributes);
  for (const property of Object.keys(given)) {
    if (given[property] !== undefined) (record as Record<string, unknown>)[property] = given[property];
  }
}
