import type { Engine } from "../../connection/engine.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { QueryError } from "../../errors/usage.js";
import { heldBy, settle } from "../../record/changes.js";
import { rowPlan } from "../../record/row-plan.js";
import { stateOf } from "../../record/state.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { InheritanceMeta, ModelMeta } from "../../schema/model-meta.js";
import type { UniqueRule } from "../../schema/unique-rules.js";
import { identityOf } from "../../statement/key.js";
import type { Conflict } from "../../statement/write.js";
import { executeAudited } from "../audit/execute-audited.js";
import { refuseReadonly } from "../home.js";
import { takeOver } from "../insert.js";
import { rememberWritten } from "../undo.js";
import { refuseCounted, refuseNested, syncUnder } from "./insert-records.js";
import { listsOf, readyRows } from "./rows.js";
import type { Lot } from "./shapes.js";
import { tellingRows } from "./telling-rows.js";

/** What an upsert sets in a row that is there. */
export interface Upsert {
  readonly rule: UniqueRule;
  /** Columns that take what is given; all that a row gives, if not said. */
  readonly update: readonly ColumnMeta[] | undefined;
  readonly computed: Conflict["computed"];
}

/** Inserts rows, and changes those that are there already; the records show what the rows hold then. */
export async function upsertRecords(
  engine: Engine,
  meta: ModelMeta,
  records: readonly object[],
  givenOf: (place: number) => readonly ColumnMeta[],
  upsert: Upsert,
): Promise<void> {
  refuseReadonly(meta, "be saved");
  refuseCounted(meta, "upsert");
  for (const record of records) rememberWritten(engine, record);
  for (const [i, record] of records.entries()) syncUnder(i, record);
  refuseNested(meta, records, "upsert");
  const { lots, undo } = await readyRows(meta, records, { givenOf });
  try {
    refuseTwice(meta, records, upsert.rule);
    const written: (() => void)[] = [];
    const work = async () => {
      written.length = 0;
      for (const lot of lots) written.push(await upsertLot(engine, meta, lot, upsert, records));
    };
    // A row of another class is only seen once it is written.
    const isOne = lots.length <= 1 && meta.audited === undefined && meta.inheritance === undefined;
    await (isOne ? work() : runTransaction(engine, work, {}));
    for (const take of written) take();
  } catch (error) {
    undo();
    throw error;
  }
}

/** Writes the rows of one lot, and gives what takes over what they hold then. */
async function upsertLot(
  engine: Engine,
  meta: ModelMeta,
  lot: Lot,
  upsert: Upsert,
  all: readonly object[],
): Promise<() => void> {
  const { records, columns } = lot;
  if (columns.length === 0) throw new QueryError(`upsert of ${meta.name} was given nothing to write.`);
  const lists = listsOf(records, columns);
  const conflict = conflictOf(meta, lot, upsert);
  const returning = meta.columns;
  const insertion = { type: "insertMany", meta, columns, lists, returning, conflict } as const;
  const sending = { engine, meta, all, sent: records, insertsOnly: false };
  const { rows } = await tellingRows(sending, () => executeAudited(engine, insertion));
  if (meta.inheritance !== undefined) refuseOtherClass(engine, meta, meta.inheritance, rows, upsert.rule);
  return () => {
    const places = placesOf(engine, meta, records, rows, upsert.rule);
    for (const [i, record] of records.entries()) {
      const state = stateOf(record);
      takeOver(engine, record, state, meta.columns, rows[places(i)] ?? []);
      settle(record, state, meta.columns);
      state.phase = "saved";
      state.home = engine;
    }
  };
}

/** A row that is there, and is of another class, is none that could be changed as one of this. */
function refuseOtherClass(
  { dialect }: Engine,
  meta: ModelMeta,
  { discriminator, value }: InheritanceMeta,
  rows: readonly (readonly unknown[])[],
  { columns }: UniqueRule,
): void {
  const { decode } = rowPlan(dialect, meta);
  const other = rows.find((row) => decode(discriminator, row[discriminator.index]) !== value);
  if (other === undefined) return;
  const fields = columns.map(({ property }) => property);
  const held = columns.map((column) => `${column.property} = ${String(decode(column, other[column.index]))}`);
  const found = JSON.stringify(decode(discriminator, other[discriminator.index]));
  throw new QueryError(
    `upsert of ${meta.name} met the row with ${held.join(", ")}, which is a ${found} and no ${meta.name}: nothing was written. Change it as what it is.`,
    { model: meta.name, fields },
  );
}

/** What is set where a row is there: not the key it was found by, nor what says when and how it came to be. */
function conflictOf(meta: ModelMeta, { columns, given: said }: Lot, { rule, update, computed }: Upsert): Conflict {
  const isComputed = (column: ColumnMeta) => computed.some((each) => each.column === column);
  const isKept = (column: ColumnMeta) =>
    rule.columns.includes(column) || meta.primaryKey.includes(column) || column === meta.createdAt;
  const asked = update ?? (computed.length > 0 ? [] : said.filter((column) => !isKept(column)));
  // A row that was marked as deleted is there again.
  const renewed = meta.columns.filter((column) => column.settings.onUpdate !== undefined || column === meta.deletedAt);
  const all = [...new Set([...asked, ...renewed])].filter((column) => columns.includes(column) && !isComputed(column));
  const given = all.filter((column) => column !== meta.version);
  const counted = meta.version === undefined ? [] : [meta.version];
  // With nothing to change, the row is written as it is: one that is passed over would not be given back.
  const isIdle = given.length + computed.length + counted.length === 0;
  return { rule, given: isIdle ? rule.columns : given, computed, counted };
}

/** Two rows of one list for one row of the table: which of them counts, databases do not agree on. */
function refuseTwice(meta: ModelMeta, records: readonly object[], rule: UniqueRule): void {
  const places = new Map<string, number>();
  for (const [i, record] of records.entries()) {
    const name = labelOf(rule, (column) => heldBy(record, column));
    if (name === undefined) continue;
    const before = places.get(name);
    if (before !== undefined) {
      const fields = rule.columns.map(({ property }) => property);
      throw new QueryError(
        `upsert of ${meta.name} was given the same ${fields.join(", ")} twice, at ${before} and at ${i}: which of them is to stay? Give each row once.`,
        { model: meta.name, fields },
      );
    }
    places.set(name, i);
  }
}

/** What a row is told from others by; `undefined` with a NULL, which is in nobody's way. */
function labelOf({ columns }: UniqueRule, valueIn: (column: ColumnMeta) => unknown): string | undefined {
  const values = columns.map(valueIn);
  if (values.some((value) => value === null || value === undefined)) return undefined;
  return columns.map((column, i) => identityOf(column, values[i])).join("\0");
}

/** Where each record's row is: databases do not promise to give rows back in the order in which they took them. */
function placesOf(
  engine: Engine,
  meta: ModelMeta,
  records: readonly object[],
  rows: readonly (readonly unknown[])[],
  rule: UniqueRule,
): (place: number) => number {
  const byLabel = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const values: Record<string, unknown> = {};
    takeOver(
      engine,
      values,
      { meta },
      rule.columns,
      rule.columns.map((column) => row[column.index]),
    );
    const name = labelOf(rule, (column) => values[column.property]);
    if (name !== undefined) byLabel.set(name, i);
  }
  const places = records.map((record) => byLabel.get(labelOf(rule, (column) => heldBy(record, column)) ?? ""));
  return (place) => places[place] ?? place;
}
