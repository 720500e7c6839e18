import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { QueryError } from "../../errors/usage.js";
import { defaultScopes } from "../../expression/resolve.js";
import { assign } from "../../record/assign.js";
import { heldBy } from "../../record/changes.js";
import { newRecord } from "../../record/construct.js";
import { stateOf } from "../../record/state.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { JoinLink, RelationMeta, RelationStep } from "../../schema/model-meta.js";
import { join as all } from "../../statement/condition.js";
import { existsCondition } from "../../statement/exists.js";
import { columnsCondition, identityOf, keysCondition } from "../../statement/key.js";
import { ofClass } from "../../statement/of-class.js";
import type { Condition } from "../../statement/tree.js";
import { leaveAlone } from "../conflict.js";
import { deleteRecord, restore } from "../delete.js";
import { alreadyThere } from "../insert.js";
import { readRecords } from "../read-records.js";
import { saveRow } from "../save-row.js";
import { refuseExtra } from "./extra.js";
import { ownKey } from "./point-back.js";

/** Joins records with the owner; those that are joined already stay so, and take over what is said in `extra`. */
export async function linkRecords(
  engine: Engine,
  owner: object,
  relation: RelationMeta,
  items: readonly object[],
  extra: unknown,
): Promise<void> {
  const join = relation.link().join as JoinLink;
  refuseExtra(relation, join, extra);
  if (items.length === 0) return;
  const own = ownKey(owner, relation);
  const keys = items.map((item) => keyOf(relation, item));
  if (!join.isModel) {
    const columns = [...join.own.columns, ...join.other.columns];
    const rows = keys.map((key) => [...own, ...key]);
    const lists = columns.map((_, i) => rows.map((row) => row[i]));
    const { meta } = join;
    await execute(engine, { type: "insertMany", meta, columns, lists, returning: [], conflict: leaveAlone });
    return;
  }
  const present = await readJoins(engine, join, own, keys);
  for (const key of new Map(keys.map((each) => [each.map(String).join("\0"), each])).values()) {
    const name = label(join.other.columns, key);
    if (!present.has(name)) {
      if (await insertJoin(engine, join, own, key, extra, true)) continue;
      // Somebody else has joined them meanwhile; or it is another rule that is in the way, and it is to say so.
      const now = (await readJoins(engine, join, own, [key])).get(name);
      if (now === undefined) await insertJoin(engine, join, own, key, extra, false);
      else present.set(name, now);
    }
    const row = present.get(name);
    if (row !== undefined) await renewJoin(engine, join, row, extra);
  }
}

/** The rows that join certain records with the owner, by the key of each. */
async function readJoins(
  engine: Engine,
  join: JoinLink,
  own: readonly unknown[],
  keys: readonly (readonly unknown[])[],
): Promise<Map<string, object>> {
  const present = new Map<string, object>();
  for (const row of await readRecords(engine, join.meta, pairs(join, own, keys))) {
    // Of several rows for one pair, one that is not marked as deleted says that they are joined.
    if (!isDeleted(row) || !present.has(identity(join, row))) present.set(identity(join, row), row);
  }
  return present;
}

/** Those that are joined already take over what is said anew. */
async function renewJoin(engine: Engine, { meta }: JoinLink, row: object, extra: unknown): Promise<void> {
  if (isDeleted(row)) await restore(row);
  if (extra === undefined) return;
  assign(row, meta, extra);
  await saveRow(engine, row, stateOf(row));
}

/** Takes records apart from the owner. */
export async function unlinkRecords(
  engine: Engine,
  owner: object,
  relation: RelationMeta,
  items: readonly object[],
): Promise<void> {
  if (items.length === 0) return;
  const join = relation.link().join as JoinLink;
  const keys = items.map((item) => keyOf(relation, item));
  await deleteJoins(engine, join, pairs(join, ownKey(owner, relation), keys));
}

/** Takes all records apart from the owner but those that are to stay, by the identity of their keys. */
export async function unlinkOthers(
  engine: Engine,
  owner: object,
  relation: RelationMeta,
  staying: readonly object[],
): Promise<void> {
  const join = relation.link().join as JoinLink;
  const own = ownKey(owner, relation);
  const where = all("all", [columnsCondition(join.own.columns, own), toShown(relation)]);
  if (staying.length === 0) return deleteJoins(engine, join, where);
  const wanted = new Set(staying.map((item) => label(join.other.columns, keyOf(relation, item))));
  const rows = await readRecords(engine, join.meta, where);
  const leaving = rows.filter((row) => !wanted.has(identity(join, row)));
  if (leaving.length === 0) return;
  const keys = leaving.map((row) => join.other.columns.map((column) => heldBy(row, column)));
  await deleteJoins(engine, join, pairs(join, own, keys));
}

/** That a row joins the owner with a record that the list shows: what default scopes hide stays joined. */
function toShown(relation: RelationMeta): Condition {
  const { target, steps } = relation.link();
  const scopes = all("all", [defaultScopes(target, []), ofClass(target)]);
  return scopes.token === "T"
    ? scopes
    : existsCondition([{ ...(steps.at(-1) as RelationStep), withDeleted: true }], scopes);
}

async function deleteJoins(engine: Engine, { meta, isModel }: JoinLink, where: Condition): Promise<void> {
  if (!isModel) {
    await execute(engine, { type: "delete", meta, where, returning: [] });
    return;
  }
  // Each by itself: a model may count, keep versions, or mark as deleted.
  for (const row of await readRecords(engine, meta, where)) await deleteRecord(row);
}

/** Joins two records; `false` where a unique rule was in the way. */
async function insertJoin(
  engine: Engine,
  { meta, own, other }: JoinLink,
  ownValues: readonly unknown[],
  key: readonly unknown[],
  extra: unknown,
  ifAbsent: boolean,
): Promise<boolean> {
  const row = newRecord(meta, extra ?? {});
  const values = row as Record<string, unknown>;
  for (const [i, column] of own.columns.entries()) values[column.property] = ownValues[i];
  for (const [i, column] of other.columns.entries()) values[column.property] = key[i];
  try {
    await saveRow(engine, row, stateOf(row), ifAbsent);
    return true;
  } catch (error) {
    if (error === alreadyThere) return false;
    throw error;
  }
}

function pairs(join: JoinLink, own: readonly unknown[], keys: readonly (readonly unknown[])[]): Condition {
  return all("all", [columnsCondition(join.own.columns, own), keysCondition(join.other.columns, keys)]);
}

function identity({ other }: JoinLink, row: object): string {
  return label(
    other.columns,
    other.columns.map((column) => heldBy(row, column)),
  );
}

function label(columns: readonly ColumnMeta[], values: readonly unknown[]): string {
  return columns.map((column, i) => identityOf(column, values[i])).join("\0");
}

function keyOf(relation: RelationMeta, item: object): readonly unknown[] {
  const { other } = relation.link().join as JoinLink;
  const { meta, phase } = stateOf(item);
  const key = other.targets.map((column) => heldBy(item, column));
  if (phase === "saved" && key.every((value) => value !== null && value !== undefined)) return key;
  throw new QueryError(
    `This ${meta.name} is ${phase === "deleted" ? "deleted" : "not saved yet"}, so ${relation.model}.${relation.name} cannot refer to it. Save it first, or use create(…).`,
    { model: relation.model, fields: [relation.name] },
  );
}

/** Whether a row is marked as deleted. */
function isDeleted(row: object): boolean {
  const { deletedAt } = stateOf(row).meta;
  return deletedAt !== undefined && heldBy(row, deletedAt) != null;
}
