import type { Engine } from "../../connection/engine.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { UniqueViolationError } from "../../errors/database.js";
import { StaleRecordError } from "../../errors/record.js";
import { QueryError } from "../../errors/usage.js";
import { writesOthers } from "../../persistence/graph.js";
import { alreadyThere } from "../../persistence/insert.js";
import { save } from "../../persistence/save.js";
import { refuseUnwritable, saveRow } from "../../persistence/save-row.js";
import { assign, checkAssignable } from "../../record/assign.js";
import { syncAssigned } from "../../record/assigned.js";
import { newRecord } from "../../record/construct.js";
import { stateOf } from "../../record/state.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { uniqueRules } from "../../schema/unique-rules.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { engineOf, type QueryState, startQuery } from "../state.js";
import { where } from "./filter.js";
import { one } from "./read.js";
import { columnsGiven, describeRules } from "./upsert.js";

/** Looks for what matches. */
type Find = () => Promise<object | null>;

/** How often others may be faster before we give up: each time one of them has got on. */
const most = 100;

/** The record that matches, or a new one; right where several do so at once. */
export async function findOrCreate(meta: ModelMeta, match: unknown, others: unknown): Promise<object> {
  const find = finder(meta, "findOrCreate", match);
  return insist(async (isLast) => (await find()) ?? createUnlessThere(meta, match, others, find, isLast));
}

/** The record that matches with these values, changed or new; right where several do so at once. */
export async function updateOrCreate(meta: ModelMeta, match: unknown, values: unknown): Promise<object> {
  const find = finder(meta, "updateOrCreate", match);
  return insist(async (isLast) => {
    const record = await find();
    if (record === null) return createUnlessThere(meta, match, values, find, isLast);
    assign(record, meta, values);
    try {
      await save(record);
    } catch (error) {
      // Somebody has deleted it, or changed it where it has a version: what is there now is looked at anew.
      if (error instanceof StaleRecordError && !isLast) return undefined;
      throw error;
    }
    return record;
  });
}

async function insist(attempt: (isLast: boolean) => Promise<object | undefined>): Promise<object> {
  for (let count = 1; ; count++) {
    const record = await attempt(count >= most);
    if (record !== undefined) return record;
  }
}

/** Looks for what matches. Only a unique rule keeps two from creating it at once, so there has to be one. */
function finder(meta: ModelMeta, what: string, match: unknown): Find {
  const given = checkAssignable(meta, match);
  // NULL is equal to nothing, so no rule is over it.
  const columns = columnsGiven(meta, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
  if (!uniqueRules(meta).some((rule) => rule.columns.every((column) => columns.includes(column)))) {
    const names = Object.keys(given).join(", ");
    throw new QueryError(
      `${what} of ${meta.name} by ${names || "nothing"} could create two at once: no rule makes that unique. Unique are: ${describeRules(meta)}. Add unique: true to the field, or uniques to static table.`,
      { model: meta.name },
    );
  }
  const state: QueryState = where(startQuery(meta), given as never);
  return () => one(state);
}

/** A new record, or `undefined` if another one came first. */
async function createUnlessThere(
  meta: ModelMeta,
  match: unknown,
  others: unknown,
  find: Find,
  isLast: boolean,
): Promise<object | undefined> {
  const attributes = mergeAttributes(match as object, checkAssignable(meta, others ?? {}), meta.embedded.keys());
  const record = newRecord(meta, attributes);
  const state = stateOf(record);
  refuseUnwritable(state);
  syncAssigned(record, state);
  if (writesOthers(record, state)) {
    throw new QueryError(
      `findOrCreate and updateOrCreate write one row of ${meta.name}; this one has new records in its relations. Save these first.`,
      { model: meta.name },
    );
  }
  const engine = engineOf(startQuery(meta));
  try {
    await saveRow(engine, record, state, true);
    return record;
  } catch (error) {
    if (error !== alreadyThere) throw error;
  }
  return (await find()) !== null && !isLast ? undefined : insertAloud(engine, meta, attributes, find);
}

/** Both together; of an embedded object that both say something of, what each says. */
function mergeAttributes(match: object, others: object, embedded: Iterable<string>): object {
  const merged: Record<string, unknown> = { ...match, ...others };
  const first = match as Readonly<Record<string, unknown>>;
  for (const name of embedded) {
    const [one, other] = [first[name], merged[name]];
    if (isPlainObject(one) && isPlainObject(other)) {
      merged[name] = mergeAttributes(one, other, Object.keys(one));
    }
  }
  return merged;
}

/** Something is in the way that does not match: another unique rule, or a row that is marked as deleted. It is to say so. */
async function insertAloud(
  engine: Engine,
  meta: ModelMeta,
  attributes: object,
  find: Find,
): Promise<object | undefined> {
  const record = newRecord(meta, attributes);
  try {
    // By itself, so that a transaction around it can go on.
    await runTransaction(engine, () => save(record), {});
    return record;
  } catch (error) {
    if (!(error instanceof UniqueViolationError) || (await find()) === null) throw error;
    return undefined;
  }
}
