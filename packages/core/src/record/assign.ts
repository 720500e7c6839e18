import type { ValidationIssue } from "../errors/issue.js";
import { ValidationError } from "../errors/record.js";
import { normalOf } from "../fields/normal-form.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { ModelMeta, RelationMeta } from "../schema/model-meta.js";
import { describeGiven, isHandle } from "../schema/relations/handle.js";
import { stateIfRecord } from "./state.js";

/**
 * Checks attributes that come in one object, perhaps straight from a request: only known properties, none that are
 * `readonly` or computed. Unknown ones are errors, never dropped: what a user meant to save must not vanish.
 */
export function checkAssignable(meta: ModelMeta, attributes: unknown): Readonly<Record<string, unknown>> {
  if (!isAttributes(attributes)) {
    const message = `takes its attributes in an object, not in ${describe(attributes)}`;
    throw new ValidationError(meta.name, [{ path: [meta.name], rule: "type", message }]);
  }
  const given = attributes as Record<string, unknown>;
  const issues: ValidationIssue[] = [];
  for (const property of Object.keys(given)) {
    const column = meta.byProperty.get(property);
    if (meta.relations.has(property)) continue;
    if (column === undefined) {
      const known = [...meta.byProperty.keys(), ...meta.relations.keys()];
      const message = `is no property of ${meta.name}.${nearest(property, known)}`;
      issues.push({ path: [property], rule: "unknown", message });
    } else if (column.settings.generated !== undefined) {
      issues.push({ path: [property], rule: "readonly", message: "is computed by the database and cannot be set" });
    } else if (column.settings.role === "discriminator") {
      const message = `says of which class the record is, and is set by the ORM: make a record of that class`;
      issues.push({ path: [property], rule: "readonly", message });
    } else if (column.settings.readonly) {
      const message = "is readonly: it cannot be set together with others, only by itself, record.property = …";
      issues.push({ path: [property], rule: "readonly", message });
    }
  }
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
  return given;
}

/** Whether a value can hold attributes: an object literal, or an instance of a class of the user's; no Date, no Map. */
export function isAttributes(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]" && !isHandle(value);
}

/** Sets several properties of a record. `undefined` means "not given" and leaves a property as it is. */
export function assign(record: object, meta: ModelMeta, attributes: unknown): void {
  const given = checkAssignable(meta, attributes);
  const issues: ValidationIssue[] = [];
  for (const [name, relation] of meta.relations) {
    const why = Object.hasOwn(given, name) ? refuseRelated(relation, given[name]) : undefined;
    if (why !== undefined) issues.push({ path: [name], rule: "type", message: why });
  }
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
  for (const property of Object.keys(given)) {
    if (given[property] === undefined) continue;
    const column = meta.byProperty.get(property);
    (record as Record<string, unknown>)[property] = column ? normalOf(column, given[property]) : given[property];
  }
}

/** A record that exists takes another record for a to-one relation; lists have verbs of their own. */
function refuseRelated(relation: RelationMeta, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (relation.many) return `is a list of records: await record.${relation.name}.set([…]), or add(…) and remove(…)`;
  if (value === null) return relation.nullable ? undefined : "cannot be null";
  return refuseRecord(relation, value);
}

/** Why a value cannot be at the other end of a relation; `undefined` for a record of the right model. */
export function refuseRecord(relation: RelationMeta, value: unknown): string | undefined {
  const meta = stateIfRecord(value)?.meta;
  const targets = relation.targets();
  if (meta !== undefined && targets.some((target) => isA(meta, target))) return undefined;
  const wanted = targets.map((target) => target.name).join(" or ");
  return `takes a record of ${wanted}, not ${meta === undefined ? describeGiven(value) : `one of ${meta.name}`}`;
}
