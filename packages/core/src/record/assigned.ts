import type { ValidationIssue } from "../errors/issue.js";
import { ValidationError } from "../errors/record.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import { identityOf } from "../statement/key.js";
import { refuseRecord } from "./assign.js";
import { heldBy, isChanged } from "./changes.js";
import { hide, isShown, shownOf } from "./relation-property.js";
import { type RecordState, remember, stateOf, unread } from "./state.js";

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

/** Remembers what a record shows of a relation, so that what is assigned later is told from it. */
export function rememberShown(record: object, relation: RelationMeta, value: unknown): void {
  const keyThen = relation.link().owned ? keyHeld(record, keyColumns(relation)) : undefined;
  const shown = { value, key: undefined, pending: undefined, shown: true };
  remember(stateOf(record), relation.name, keyThen === undefined ? shown : { ...shown, keyThen });
}

function sync(record: object, state: RecordState, relation: RelationMeta): string | undefined {
  const value = (shownOf(record, relation.name) ?? null) as object | null;
  const columns = keyColumns(relation);
  const held = keyHeld(record, columns);
  const before = state.related?.get(relation.name);
  const isOther = before?.keyThen ? !isSame(columns, held, before.keyThen) : isKeyChanged(record, state, columns);
  // In a new record the key is NULL because nobody gave it; in another one, because somebody said so.
  const isSaid = isOther && (state.phase !== "new" || held.some((part) => part != null));
  const isUntouched = before?.shown === true && before.value === value;
  // There may be nothing at the other end of a key: then nothing was said by it.
  if (value === null && isUntouched && !isSaid) return undefined;
  const why = value === null ? undefined : refuseRecord(relation, value);
  if (why !== undefined) return why;
  const key = keyTo(relation, value);
  if (value !== null && stateOf(value).phase === "new") return isSaid ? conflict(columns) : undefined;
  if (!isSame(columns, held, key)) {
    if (isSaid) return hideStale(record, state, relation, (isUntouched && before?.keyThen) || key);
    if (value === null && !relation.nullable) return "cannot be null";
    setKey(record, columns, key);
  } else if (before === undefined) return undefined;
  rememberShown(record, relation, value);
  return undefined;
}

/** The key was changed by hand. If the property is only what was loaded, it is out of date; if not, two things are said. */
function hideStale(
  record: object,
  state: RecordState,
  relation: RelationMeta,
  key: readonly unknown[],
): string | undefined {
  const columns = keyColumns(relation);
  const stored = columns.map((column) => {
    const original = state.original(column);
    return original === unread || original === null ? null : column.type.comparison.restore(original);
  });
  if (!isSame(columns, stored, key)) return conflict(columns);
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

/** The key that says this record, or none. */
function keyTo(relation: RelationMeta, target: object | null): unknown[] {
  if (target === null) return keyColumns(relation).map(() => null);
  const { steps, polymorphic } = relation.link();
  const { table } = stateOf(target).meta;
  const { to } = (polymorphic?.choices.get(table) ?? steps[0]) as RelationStep;
  const values = keyHeld(target, to);
  return polymorphic === undefined ? values : [table, ...values];
}

/** Sets the key to the one of a record at the other end, or to NULL. */
export function pointAt(record: object, relation: RelationMeta, target: object | null): void {
  setKey(record, keyColumns(relation), keyTo(relation, target));
}

/** Whether the key says the record that is shown. */
export function isPointedAt(record: object, relation: RelationMeta): boolean {
  const value = (shownOf(record, relation.name) ?? null) as object | null;
  const columns = keyColumns(relation);
  return isSame(columns, keyHeld(record, columns), keyTo(relation, value));
}

function keyHeld(record: object, columns: readonly ColumnMeta[]): unknown[] {
  return columns.map((column) => heldBy(record, column));
}

function setKey(record: object, columns: readonly ColumnMeta[], values: readonly unknown[]): void {
  for (const [i, column] of columns.entries()) (record as Record<string, unknown>)[column.property] = values[i];
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
