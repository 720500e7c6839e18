import type { ValidationIssue } from "../errors/issue.js";
import { ValidationError } from "../errors/record.js";
import { normalOf } from "../fields/normal-form.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { ModelMeta, RelationMeta } from "../schema/model-meta.js";
import { describeGiven } from "../schema/relations/handle.js";
import { assignObject } from "./embedded/objects.js";
import { isAttributes, isEmbedded, objectIssues, refusal } from "./embedded/values.js";
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
    if (meta.relations.has(property)) continue;
    const part = meta.byProperty.get(property) ?? meta.embedded.get(property);
    if (part === undefined || part.within !== undefined) {
      issues.push({ path: [property], rule: "unknown", message: whyUnknown(meta, property) });
    } else if (isEmbedded(part)) {
      if (given[property] !== undefined) issues.push(...objectIssues(part, given[property], true));
    } else {
      const why = refusal(part, true);
      if (why !== undefined) issues.push({ path: [property], rule: "readonly", message: why });
    }
  }
  if (issues.length > 0) throw new ValidationError(meta.name, issues);
  return given;
}

function whyUnknown({ name, byProperty, relations, embedded }: ModelMeta, property: string): string {
  const [first = ""] = property.split(".");
  if (embedded.has(first)) return `is part of ${first}: write { ${first}: { … } }`;
  const known = [...byProperty.values()].map(({ path }) => path[0] as string);
  return `is no property of ${name}.${nearest(property, [...new Set(known), ...relations.keys()])}`;
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
    const embedded = meta.embedded.get(property);
    if (embedded !== undefined) {
      assignObject(record, embedded, given[property]);
      continue;
    }
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
