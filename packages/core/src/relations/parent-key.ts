import { NotLoadedError } from "../errors/usage.js";
import { heldBy } from "../record/changes.js";
import { type RecordState, stateOf, unread } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import { identityOf } from "../statement/key.js";

/** The same for equal keys, and for no others. */
export type Identity = string | number;

/** The key by which the records at the other end of a relation are found. */
export interface ParentKey {
  readonly values: readonly unknown[];
  readonly identity: Identity;
}

/** The step from a record: for a polymorphic relation the one that its type column says, if it says a known one. */
export function stepOf(record: object, relation: RelationMeta): RelationStep | undefined {
  const { steps, polymorphic } = relation.link();
  if (polymorphic === undefined) return steps[0];
  return polymorphic.choices.get(heldBy(record, polymorphic.typeColumn) as string);
}

/** A record's key for a relation; `undefined` where part of it is NULL, or not known yet because it is new. */
export function parentKey(record: object, relation: RelationMeta, step: RelationStep): ParentKey | undefined {
  const { from } = step;
  const values: unknown[] = new Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const value = keyPart(record, relation, from[i] as ColumnMeta);
    if (value === undefined) return undefined;
    values[i] = value;
  }
  return { values, identity: identityOfKey(from, values) };
}

/** The part of a record's key that stands in one column. */
export function keyPart(record: object, relation: RelationMeta, column: ColumnMeta): unknown {
  const value = heldBy(record, column);
  if (value === undefined) refuseUnselected(stateOf(record), relation, column);
  return value ?? undefined;
}

function refuseUnselected(state: RecordState, relation: RelationMeta, column: ColumnMeta): void {
  if (state.phase === "new" || state.original(column) !== unread) return;
  throw new NotLoadedError(
    `${relation.model}.${relation.name} cannot be loaded: this ${relation.model} was read without ${column.property}, by which it is found. Select ${column.property} as well.`,
    { model: relation.model, fields: [relation.name, column.property] },
  );
}

/** The same for equal values of these columns, and for no others. */
export function identityOfKey(columns: readonly ColumnMeta[], values: readonly unknown[]): Identity {
  if (columns.length === 1) return identityOfValue(columns[0] as ColumnMeta, values[0]);
  return JSON.stringify(columns.map((column, i) => identityOfValue(column, values[i])));
}

/** Numbers and texts stand for themselves, which spares most keys the longer way. */
export function identityOfValue(column: ColumnMeta, value: unknown): Identity {
  if (typeof value === "number") return value;
  const { kind } = column.type;
  if (typeof value === "string" && (kind === "string" || kind === "text")) return value;
  return identityOf(column, value);
}
