import { RecordNotFoundError } from "../../errors/record.js";
import { QueryError } from "../../errors/usage.js";
import { heldBy } from "../../record/changes.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { join, never } from "../../statement/condition.js";
import { filledUp, identityOf, listsCondition, readKey } from "../../statement/key.js";
import type { Condition } from "../../statement/tree.js";
import { fetchByKey } from "../fetch.js";
import { findByKey } from "../merged-finds.js";
import { engineOf, narrow, type QueryState } from "../state.js";
import type { Condition as ConditionOf, Key } from "../types.js";
import { where } from "./filter.js";
import { notFound, one } from "./read.js";

/** Methods that look up records by what identifies them. */
export interface FindMethods<T, R> {
  /**
   * The record with this primary key. Throws `RecordNotFoundError`.
   *
   * @example
   * const user = await User.find(1);
   * console.assert(user.id === 1);
   */
  find(key: Key<T>): Promise<R>;
  /**
   * The record with this primary key, or null.
   *
   * @example
   * console.assert((await User.findOrNull(404)) === null);
   */
  findOrNull(key: Key<T>): Promise<R | null>;
  /**
   * The records with these primary keys, in their order, in one statement. Throws `RecordNotFoundError` naming those
   * that are missing.
   *
   * @example
   * const [second, first] = await User.findMany([2, 1]);
   * console.assert(second?.id === 2 && first?.id === 1);
   */
  findMany(keys: readonly Key<T>[]): Promise<R[]>;
  /**
   * A record for which the condition holds, or null.
   *
   * @example
   * const user = await User.findBy({ email: "alice@example.com" });
   * console.assert(user?.username === "alice");
   */
  findBy(condition: ConditionOf<T>): Promise<R | null>;
  /**
   * A record for which the condition holds. Throws `RecordNotFoundError`.
   *
   * @example
   * const user = await User.findByOrFail({ username: "alice" });
   * console.assert(user.username === "alice");
   */
  findByOrFail(condition: ConditionOf<T>): Promise<R>;
}

export async function findOrNull(state: QueryState, key: unknown): Promise<object | null> {
  return (await findByKey(state, readKey(state.select.meta, key)))[0] ?? null;
}

export async function find(state: QueryState, key: unknown): Promise<object> {
  const wanted = readKey(state.select.meta, key);
  const record = (await findByKey(state, wanted))[0];
  if (record === undefined) throw notFound(state, wanted.label);
  return record;
}

export async function findBy(state: QueryState, condition: unknown): Promise<object | null> {
  return one(where(state, condition));
}

export async function findByOrFail(state: QueryState, condition: unknown): Promise<object> {
  const narrowed = where(state, condition);
  const record = await one(narrowed);
  if (record === null) throw notFound(state, `this ${describeCondition(condition)}`);
  return record;
}

/** Names the properties of a condition, not what they were compared with. */
function describeCondition(condition: unknown): string {
  const names = Object.keys(condition as object).filter((name) => name !== "type" && name !== "parts");
  return names.length > 0 ? names.join(", ") : "condition";
}

export async function findMany(state: QueryState, keys: unknown): Promise<object[]> {
  const { meta } = state.select;
  if (!Array.isArray(keys)) throw new QueryError(`${meta.name}.findMany takes an array of keys.`, { model: meta.name });
  const wanted = Array.from(keys, (key: unknown) => readKey(meta, key));
  if (wanted.length === 0) return [];
  const conditions = wanted.map((key) => key.condition);
  const found = new Map<string, object>();
  const { fewest } = engineOf(state).dialect.list;
  for (const record of await fetchByKey(narrow(state, keysCondition(meta, conditions, fewest)))) {
    found.set(identityOfRecord(meta, record), record);
  }
  const missing = wanted.filter(({ identity }) => !found.has(identity)).map(({ label }) => label);
  if (missing.length > 0) {
    const shown = missing.slice(0, 10).join("; ");
    const more = missing.length > 10 ? ` and ${missing.length - 10} more` : "";
    throw new RecordNotFoundError(`No ${meta.name} was found with ${shown}${more}.`, { model: meta.name });
  }
  return wanted.map(({ identity }) => found.get(identity) as object);
}

/** As `readKey` says it of the key that is asked for. */
function identityOfRecord({ primaryKey }: ModelMeta, record: object): string {
  const [first, ...more] = primaryKey as [ColumnMeta, ...ColumnMeta[]];
  if (more.length === 0) return identityOf(first, heldBy(record, first));
  return JSON.stringify(primaryKey.map((column) => identityOf(column, heldBy(record, column))));
}

/** One list parameter for a single key; composite keys are spelt out, since rows do not bind as a list. */
function keysCondition(meta: ModelMeta, conditions: readonly Condition[], fewest: number | undefined): Condition {
  const [column] = meta.primaryKey;
  if (meta.primaryKey.length > 1 || column === undefined) return join("any", conditions);
  // They were read already, so that they need not be judged again.
  const keys = conditions.filter(({ token }) => token !== never.token).map(({ values }) => values[0]);
  return keys.length === 0 ? never : listsCondition([column], [filledUp(keys, fewest)]);
}
