import { relatedTo } from "../schema/read-class.js";
import { isHandle } from "../schema/relations/handle.js";
import type { Relating } from "../schema/relations/relation-properties.js";
import { stateIfRecord } from "./state.js";

/** The handle of a relation, from wherever it is asked for. */
export function handleOf(record: object, name: string): unknown {
  return (record as Relating)[relatedTo](name);
}

/** Whether the record shows a relation: it was loaded with `with` or `load`, or assigned. */
export function isShown(record: object, name: string): boolean {
  return Object.hasOwn(record, name) && !isHandle((record as Record<string, unknown>)[name]);
}

/** What the record shows of a relation. */
export function shownOf(record: object, name: string): unknown {
  return (record as Record<string, unknown>)[name];
}

/** Takes a relation's own property away, so that reading it gives the handle again. */
export function hide(record: object, name: string): void {
  delete (record as Record<string, unknown>)[name];
  const { related } = stateIfRecord(record) ?? {};
  if (related?.get(name)?.shown === true) related.delete(name);
}
