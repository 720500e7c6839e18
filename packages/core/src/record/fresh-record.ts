import { normalOf } from "../fields/normal-form.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { checkAssignable } from "./assign.js";
import { defaultOf } from "./default-of.js";
import { canSkipInitialisers } from "./factory.js";
import { type RowConstructor, rowConstructor } from "./row-constructor.js";
import { attachState } from "./state.js";
import { newState } from "./state-constructor.js";

/** By model; null for one whose class has to make its records itself. */
const constructors = new WeakMap<ModelMeta, RowConstructor | null>();

/**
 * A new record of a class whose initialisers do no more than declare columns, without running them; `undefined` where the
 * class itself has to make it, or where records of relations come with it.
 */
export function freshRecord(meta: ModelMeta, attributes: unknown): object | undefined {
  const Fresh = constructorOf(meta);
  if (Fresh === null) return undefined;
  const given = checkAssignable(meta, attributes ?? {});
  for (const name of meta.relations.keys()) if (Object.hasOwn(given, name)) return undefined;
  const { columns } = meta;
  const values: unknown[] = new Array(columns.length);
  for (const column of columns) {
    const { property, index } = column;
    const value = Object.hasOwn(given, property) ? given[property] : undefined;
    values[index] = value === undefined ? defaultOf(column) : normalOf(column, value);
  }
  const record = new Fresh(values);
  attachState(record, newState(meta));
  return record;
}

function constructorOf(meta: ModelMeta): RowConstructor | null {
  let known = constructors.get(meta);
  if (known === undefined) {
    known = makeConstructor(meta);
    constructors.set(meta, known);
  }
  return known;
}

function makeConstructor(meta: ModelMeta): RowConstructor | null {
  if (!canSkipInitialisers(meta) || meta.embedded.size > 0 || meta.inheritance !== undefined) return null;
  const Fresh = rowConstructor(
    meta.columns.map(({ property, index }) => ({ property, place: index, take: undefined })),
  );
  Fresh.prototype = meta.prototype;
  return Fresh;
}
