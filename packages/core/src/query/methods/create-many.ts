import { underPath } from "../../errors/under-path.js";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { insertRecords, insertRows } from "../../persistence/many/insert-records.js";
import { newRecord } from "../../record/construct.js";
import { freshRecord } from "../../record/fresh-record.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { engineOf, startQuery } from "../state.js";

/** Makes records and saves them together. */
export async function createMany(meta: ModelMeta, list: unknown): Promise<object[]> {
  const records = makeRecords(meta, "createMany", list);
  if (records.length > 0) await insertRecords(engineOf(startQuery(meta)), meta, records);
  return records;
}

/** Inserts rows without giving their records; with `skipDuplicates`, those that no unique rule is against. */
export async function insertMany(
  meta: ModelMeta,
  list: unknown,
  { skipDuplicates = false }: { readonly skipDuplicates?: boolean } = {},
): Promise<number> {
  const records = makeRecords(meta, "insertMany", list);
  return records.length === 0 ? 0 : insertRows(engineOf(startQuery(meta)), meta, records, skipDuplicates);
}

/** New records of a list of attributes; what is wrong with one is told with its number. */
export function makeRecords(meta: ModelMeta, what: string, list: unknown): object[] {
  if (!Array.isArray(list)) {
    throw new QueryError(`${what} takes a list of attributes, not ${describe(list)}.`, { model: meta.name });
  }
  return Array.from(list, (attributes: unknown, i) => makeRecord(meta, attributes, i));
}

/** A new record, one of several. */
export function makeRecord(meta: ModelMeta, attributes: unknown, place: number): object {
  try {
    // With the first one, the class shows that its body runs as it did when it was read.
    return (place === 0 ? undefined : freshRecord(meta, attributes)) ?? newRecord(meta, attributes);
  } catch (error) {
    throw underPath([place], error);
  }
}
