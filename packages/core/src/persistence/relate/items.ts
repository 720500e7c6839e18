import { ValidationError } from "../../errors/record.js";
import { refuseRecord } from "../../record/assign.js";
import { heldBy } from "../../record/changes.js";
import { stateOf } from "../../record/state.js";
import type { RelationMeta } from "../../schema/model-meta.js";
import { identityOf } from "../../statement/key.js";

/** The records that a verb was given, each row once. Throws `ValidationError` for what is no record of the model. */
export function readItems(relation: RelationMeta, items: readonly unknown[]): object[] {
  const records = new Map<unknown, object>();
  for (const item of items) {
    const why = refuseRecord(relation, item);
    if (why !== undefined) throw refused(relation, why);
    const row = rowOf(item as object);
    if (!records.has(row)) records.set(row, item as object);
  }
  return [...records.values()];
}

/** What was given to a verb of a relation cannot be used. */
export function refused(relation: RelationMeta, message: string): ValidationError {
  return new ValidationError(relation.model, [{ path: [relation.name], rule: "type", message }]);
}

/** Whether there is a record of the same row among them. */
export function includes(records: readonly object[], record: object): boolean {
  return records.some((other) => isSame(other, record));
}

/** Whether two records are of one row. */
export function isSame(left: object, right: object): boolean {
  if (left === right) return true;
  return stateOf(left).meta === stateOf(right).meta && rowOf(left) === rowOf(right);
}

/** The same for two records of one row; a new record has none but itself. */
function rowOf(record: object): unknown {
  const { meta, phase } = stateOf(record);
  if (phase === "new") return record;
  return JSON.stringify(meta.primaryKey.map((column) => identityOf(column, heldBy(record, column))));
}
