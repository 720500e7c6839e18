import { stateIfRecord } from "../../record/state.js";
import { callerOf } from "./ask-for.js";
import { ToManyHandle } from "./to-many-handle.js";
import { ToOneHandle } from "./to-one-handle.js";

/** The handle of a relation of a record; nothing for the prototype itself, whose properties debuggers read. */
export function relationHandle(record: object, name: string): unknown {
  const relation = stateIfRecord(record)?.meta.relations.get(name);
  if (relation === undefined) return undefined;
  const caller = callerOf(record);
  return relation.many ? new ToManyHandle(record, relation, caller) : new ToOneHandle(record, relation, caller);
}
