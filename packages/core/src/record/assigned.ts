import { ValidationError, type ValidationIssue } from "../errors/record.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import { identityOf } from "../statement/key.js";
import { refuseRecord } from "./assign.js";
import { heldBy, isChanged } from "./changes.js";
import { hide, isShown, shownOf } from "./relation-property.js";
import { type RecordState, stateOf, unread } from "./state.js";

/**
 * Sets the keys of the to-one relations that were assigned: `post.author = user` sets `authorId`. Of the property and
 * the key, the one that was changed counts; both changed to different records is an error, unless `quietly`.
 */
export function syncAssigned(record: object, state: RecordState, quietly = false): void {
  if (state.meta.relations.size === 0) return;
  const issues: ValidationIssue[] = [];
  for (const relation of state.meta.relations.values()) {
    if (relation.many || !isShown(record, relation.name) || !relation.link().owned) continue;
    const message = sync(record, state, relation);
    if (message !== undefined) issues.push({ path: [relation.name], rule: "relation", message });
  }
  if (issues.length > 0 && !quietly) throw new ValidationError(state.meta.name, issues);
}

function sync(record: object, state: RecordState, relation: RelationMeta): string | undefined {
  const value = shownOf(record, relation.name);
  const columns = keyColumns(relation);
  const before = state.related?.get(relation.name);
  if (before?.shown === true && before.value === value) return undefined;
  if (value === null || value === undefined) {
    if (columns.every((column) => heldBy(record, column) == null)) return undefined;
    if (isKeyChanged(record, state, columns)) return hideStale(record, state, relation, columns, []);
    if (!relation.nullable) return "cannot be null";
    clearKey(record, columns);
    return undefined;
  }
  const why = refuseRecord(relation, value);
  if (why !== undefined) return why;
  const { meta, phase } = stateOf(value as object);
  const key = keyOf(value as object, stepTo(relation, meta), relation, meta.table);
  // In a new record the key is NULL because nobody gave it; in another one, because somebody said so.
  const isSaid = isKeyChanged(record, state, columns) && (state.phase !== "new" || isGiven(record, columns));
  if (phase === "new") return isSaid ? conflict(columns) : undefined;
  const held = columns.map((column) => heldBy(record, column));
  if (isSame(columns, held, key)) return undefined;
  if (isSaid) return hideStale(record, state, relation, columns, key);
  setKey(record, columns, key);
  return undefined;
}

/** The key was changed by hand. If the property is only what was loaded, it is out of date; if not, two things are said. */
function hideStale(
  record: object,
  { originals }: RecordState,
  relation: RelationMeta,
  columns: readonly ColumnMeta[],
  key: readonly unknown[],
): string | undefined {
  const stored = columns.map((column) => {
    const original = originals[column.index];
    return original === unread || original === null ? null : column.type.comparison.restore(original);
  });
  const wasLoaded = key.length === 0 ? stored.some((value) => value === null) : isSame(columns, stored, key);
  if (!wasLoaded) return conflict(columns);
  hide(record, relation.name);
  return undefined;
}

function conflict(columns: readonly ColumnMeta[]): string {
  const names = columns.map((column) => column.property).join(" and ");
  return `and ${names} were set to different records: set one of the two`;
}

/** The columns that say which record is meant; the type comes first in a polymorphic relation. */
export function keyColumns(relation: RelationMeta): readonly ColumnMeta[] {
  const { steps, polymorphic } = relation.link();
  if (polymorphic === undefined) return (steps[0] as RelationStep).from;
  const [step] = polymorphic.choices.values();
  return [polymorphic.typeColumn, ...(step as RelationStep).from];
}

/** The step to records of a model. */
function stepTo(relation: RelationMeta, { table }: { readonly table: string }): RelationStep {
  const { steps, polymorphic } = relation.link();
  return (polymorphic?.choices.get(table) ?? steps[0]) as RelationStep;
}

function keyOf(target: object, step: RelationStep, relation: RelationMeta, table: string): unknown[] {
  const values = step.to.map((column) => heldBy(target, column));
  return relation.link().polymorphic === undefined ? values : [table, ...values];
}

/** Sets the key to the one of a record at the other end, or to NULL. */
export function pointAt(record: object, relation: RelationMeta, target: object | null): void {
  const columns = keyColumns(relation);
  if (target === null) clearKey(record, columns);
  else {
    const { meta } = stateOf(target);
    setKey(record, columns, keyOf(target, stepTo(relation, meta), relation, meta.table));
  }
}

/** Whether the key says the record that is shown. */
export function isPointedAt(record: object, relation: RelationMeta): boolean {
  const value = shownOf(record, relation.name);
  const columns = keyColumns(relation);
  const held = columns.map((column) => heldBy(record, column));
  if (value === null || value === undefined) return held.every((part) => part == null);
  const { meta } = stateOf(value as object);
  return isSame(columns, held, keyOf(value as object, stepTo(relation, meta), relation, meta.table));
}

function clearKey(record: object, columns: readonly ColumnMeta[]): void {
  for (const { property } of columns) (record as Record<string, unknown>)[property] = null;
}

function setKey(record: object, columns: readonly ColumnMeta[], values: readonly unknown[]): void {
  for (const [i, column] of columns.entries()) (record as Record<string, unknown>)[column.property] = values[i];
}

function isGiven(record: object, columns: readonly ColumnMeta[]): boolean {
  return columns.some((column) => heldBy(record, column) != null);
}

function isKeyChanged(record: object, state: RecordState, columns: readonly ColumnMeta[]): boolean {
  return columns.some((column) => isChanged(record, state, column));
}

function isSame(columns: readonly ColumnMeta[], left: readonly unknown[], right: readonly unknown[]): boolean {
  return columns.every((column, i) => {
    const [a, b] = [left[i], right[i]];
    if (a == null || b == null) return a === b || (a == null && b == null);
    return identityOf(column, a) === identityOf(column, b);
  });
}
