import type { Engine } from "../../connection/engine.js";
import { transactionOf } from "../../connection/engine.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { underPath } from "../../errors/under-path.js";
import { QueryError } from "../../errors/usage.js";
import type { SaveEvent } from "../../hooks/hooks.js";
import { runsWithin } from "../../hooks/hooks-of.js";
import { hooksOn } from "../../hooks/hooks-on.js";
import { ready } from "../../hooks/ready.js";
import { written } from "../../hooks/written.js";
import { syncAssigned } from "../../record/assigned.js";
import { sendingLists, settle } from "../../record/changes.js";
import { rowPlan } from "../../record/row-plan.js";
import { stateOf } from "../../record/state.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { executeAudited } from "../audit/execute-audited.js";
import { leaveAlone } from "../conflict.js";
import { effectsOf } from "../effects.js";
import { saveTogether, writesOthers } from "../graph.js";
import { refuseReadonly } from "../home.js";
import { insert, takeOver } from "../insert.js";
import { tellOfNew } from "../tell-parents.js";
import { remembered, rememberWritten } from "../undo.js";
import { listsOf, readyRows } from "./rows.js";
import type { Lot } from "./shapes.js";
import { tellingRows } from "./telling-rows.js";

/** Inserts new records: those that give the same properties in one statement. All of them, or none. */
export async function insertRecords(engine: Engine, meta: ModelMeta, records: readonly object[]): Promise<void> {
  refuseReadonly(meta, "be saved");
  if (records.length === 0) return;
  if (transactionOf(engine) !== undefined) for (const record of records) rememberWritten(engine, record);
  if (meta.relations.size > 0) {
    for (const [i, record] of records.entries()) syncUnder(i, record);
    if (records.some((record) => writesOthers(record, stateOf(record)))) return saveEach(engine, records);
  }
  const insertAll = () => insertReady(engine, meta, records);
  await (runsWithin(hooksOn(engine, meta)) ? allOrNothing(engine, records, insertAll) : insertAll());
}

async function insertReady(engine: Engine, meta: ModelMeta, records: readonly object[]): Promise<void> {
  const events = new Map<object, SaveEvent>();
  const note = async (record: object, waiting: Promise<SaveEvent | undefined>) => {
    const event = await waiting;
    if (event !== undefined) events.set(record, event);
  };
  const checking: Parameters<typeof readyRows>[2] = {
    check: (record, columns) => {
      const waiting = ready(engine, record, stateOf(record), columns);
      return waiting && note(record, waiting);
    },
  };
  const { lots, undo } = await readyRows(meta, records, hooksOn(engine, meta) === undefined ? {} : checking);
  const work = async () => {
    for (const lot of lots) await insertLot(engine, meta, lot, records);
    await tellOfNew(engine, meta, records);
    for (const [record, event] of events) await written(engine, record, stateOf(record), event);
  };
  try {
    if (lots.length === 1 && effectsOf(meta).length === 0 && meta.audited === undefined) await work();
    else await allOrNothing(engine, records, work);
  } catch (error) {
    undo();
    throw error;
  }
}

/**
 * Inserts rows that nobody wants as records, without their hooks, and gives how many there are; with `skip`, without
 * those that are there.
 */
export async function insertRows(
  engine: Engine,
  meta: ModelMeta,
  records: readonly object[],
  skip: boolean,
): Promise<number> {
  refuseReadonly(meta, "be saved");
  if (skip) refuseCounted(meta, "insertMany with skipDuplicates");
  for (const [i, record] of records.entries()) syncUnder(i, record);
  refuseNested(meta, records, "insertMany");
  const { lots } = await readyRows(meta, records);
  let count = 0;
  const work = async () => {
    count = 0;
    for (const { columns, records: rows } of lots) {
      const lists = listsOf(rows, columns);
      const conflict = skip ? { conflict: leaveAlone } : {};
      const insertion = { type: "insertMany", meta, columns, lists, returning: [], ...conflict } as const;
      const sending = { engine, meta, all: records, sent: rows, insertsOnly: !skip };
      count +=
        columns.length === 0
          ? await insertEach(engine, rows)
          : (await tellingRows(sending, () => executeAudited(engine, insertion))).affected;
    }
    if (!skip) await tellOfNew(engine, meta, records);
  };
  const isOne = lots.length === 1 && meta.audited === undefined && (skip || effectsOf(meta).length === 0);
  await (isOne ? work() : runTransaction(engine, work, {}));
  return count;
}

/** Sets the keys of relations that were assigned; what is wrong there is told with the number of the record. */
export function syncUnder(place: number, record: object): void {
  try {
    syncAssigned(record, stateOf(record));
  } catch (error) {
    throw underPath([place], error);
  }
}

/** Refuses new records at the other end of relations, where one statement writes one table. */
export function refuseNested(meta: ModelMeta, records: readonly object[], what: string): void {
  const place = records.findIndex((record) => writesOthers(record, stateOf(record)));
  if (place < 0) return;
  throw new QueryError(
    `${what} writes rows of ${meta.name} only, and the one at ${place} has new records in its relations. Save these first, or use create(…).`,
    { model: meta.name },
  );
}

/** A statement that leaves rows out, or writes some that are there, cannot tell every parent how its count changes. */
export function refuseCounted(meta: ModelMeta, what: string): void {
  const counted = effectsOf(meta).find(({ counter }) => counter !== undefined);
  if (counted === undefined) return;
  throw new QueryError(
    `${meta.name}.${counted.relation.name} has a counterCache, which ${what} would make wrong. Use findOrCreate or updateOrCreate for each.`,
    { model: meta.name },
  );
}

async function insertLot(engine: Engine, meta: ModelMeta, lot: Lot, all: readonly object[]): Promise<void> {
  const { records, columns, filled } = lot;
  if (columns.length === 0) {
    await insertEach(engine, records);
    return;
  }
  const lists = listsOf(records, columns);
  const sent = sendingLists(columns, lists);
  const insertion = { type: "insertMany", meta, columns, lists, returning: filled } as const;
  const sending = { engine, meta, all, sent: records, insertsOnly: true };
  const { rows } = await tellingRows(sending, () => executeAudited(engine, insertion));
  const inOrder = sorted(engine, meta, filled, rows);
  for (let i = 0; i < records.length; i++) {
    const record = records[i] as object;
    const state = stateOf(record);
    if (filled.length > 0) {
      takeOver(engine, record, state, filled, inOrder[i] ?? []);
      settle(record, state, filled);
    }
    sent(state, i);
    state.phase = "saved";
    state.home = engine;
  }
}

/** Rows that give no column have no list to be taken from. */
export async function insertEach(engine: Engine, records: readonly object[]): Promise<number> {
  for (const record of records) await insert(engine, record, stateOf(record));
  return records.length;
}

/** Numbered keys are given in the order of the rows; databases do not promise to tell them in that order. */
function sorted(engine: Engine, meta: ModelMeta, filled: readonly ColumnMeta[], rows: unknown[][]): unknown[][] {
  const place = filled.findIndex((column) => column.autoIncrement);
  if (place < 0) return rows;
  const { decode } = rowPlan(engine.dialect, meta);
  const column = filled[place] as ColumnMeta;
  const keys = rows.map((row) => decode(column, row[place]) as number | bigint);
  if (keys.every((key, i) => i === 0 || key > (keys[i - 1] as number | bigint))) return rows;
  const keyed = rows.map((row, i) => ({ row, key: keys[i] as number | bigint }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

/** New records with others in their relations: each is saved with all that belongs to it. */
async function saveEach(engine: Engine, records: readonly object[]): Promise<void> {
  await allOrNothing(engine, records, async () => {
    for (const [i, record] of records.entries()) {
      try {
        await saveTogether(engine, record);
      } catch (error) {
        throw underPath([i], error);
      }
    }
  });
}

async function allOrNothing(engine: Engine, records: readonly object[], work: () => Promise<void>): Promise<void> {
  const undo = records.map(remembered);
  try {
    await runTransaction(engine, work, {});
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}
