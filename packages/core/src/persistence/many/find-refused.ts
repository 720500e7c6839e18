import type { Engine } from "../../connection/engine.js";
import type { Refusal } from "../../connection/faults.js";
import { heldBy } from "../../record/changes.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { uniqueRules } from "../../schema/unique-rules.js";
import { labelOf } from "./label.js";
import { RowReader } from "./row-reader.js";

/** A statement that writes some of the rows of a list. */
export interface Sending {
  readonly engine: Engine;
  readonly meta: ModelMeta;
  /** Of the whole list, in its order. */
  readonly all: readonly object[];
  /** Of the statement, in its order. */
  readonly sent: readonly object[];
  /** The number of the first row of the list, if it goes on from others. */
  readonly from?: number;
  /** Rows that are there already are in the way. */
  readonly insertsOnly: boolean;
}

/** Finds the records that a database refused, by what it told of them; none where it does not tell. */
export function findRefused(rows: Sending, refusal: Refusal): readonly object[] {
  const { all, sent } = rows;
  if (all.length === 1) return all;
  const { fault, columns } = refusal;
  if (fault.kind === "notNull") return all.filter((record) => columns.some((each) => heldBy(record, each) === null));
  const { line, key, row } = fault.refused?.() ?? {};
  const scope = scopeOf(refusal);
  if (fault.kind === "unique" && columns.length > 0 && scope !== "some") {
    const { deletedAt } = refusal.meta;
    const living = scope === "living" && deletedAt !== undefined;
    const indexed = living ? all.filter((record) => heldBy(record, deletedAt) == null) : all;
    if (key === undefined) return firstTwice(indexed, columns);
    return withKey(rows, indexed, columns, key);
  }
  if (line !== undefined) return atLine(sent, line);
  if (key !== undefined && columns.length > 0 && fault.kind !== "unique") return withKey(rows, sent, columns, key);
  return row === undefined ? [] : findWhole(rows, refusal, row);
}

/** The records that have a key; none if its text can mean more than one. */
function withKey(
  { engine }: Sending,
  records: readonly object[],
  columns: readonly ColumnMeta[],
  key: readonly string[],
): readonly object[] {
  const reader = new RowReader(engine, columns, key);
  const fitting = records.filter((record) => isWhole(record, columns) && reader.fits(record));
  // Rows with the same key are in each other's way, whatever else the text can mean.
  const twice = firstTwice(fitting, columns);
  return twice.length > 0 || fitting.length > 1 ? twice : fitting;
}

/** The first records that have the same in these columns. */
function firstTwice(records: readonly object[], columns: readonly ColumnMeta[]): readonly object[] {
  const groups = new Map<string, object[]>();
  for (const record of records) {
    const label = labelOf(columns, (column) => heldBy(record, column));
    if (label === undefined) continue;
    const group = groups.get(label) ?? [];
    groups.set(label, group);
    group.push(record);
  }
  return [...groups.values()].find(({ length }) => length > 1) ?? [];
}

function atLine(sent: readonly object[], line: number): readonly object[] {
  const record = sent[line - 1];
  return record === undefined ? [] : [record];
}

/** What the database fills in, nobody here can compare. */
const isWhole = (record: object, columns: readonly ColumnMeta[]): boolean =>
  columns.every((column) => heldBy(record, column) != null);

/** Among which rows a unique rule holds: with soft deletion those that are not deleted, with a condition of its own some. */
export function scopeOf({ fault, meta, columns }: Refusal): "all" | "living" | "some" {
  const over = uniqueRules(meta).filter(
    (rule) => rule.columns.length === columns.length && columns.every((column) => rule.columns.includes(column)),
  );
  // Where the database does not tell which, one that holds for fewer rows is as likely.
  const rules = over.some(({ name }) => name === fault.constraint)
    ? over.filter(({ name }) => name === fault.constraint)
    : over;
  const partial = rules.find(({ where }) => where !== undefined);
  if (partial === undefined) return "all";
  return meta.uniques.some(({ name }) => name === partial.name) ? "living" : "some";
}

/**
 * The one record that a whole row can be. Its columns are told in the order of the table, which need not be that of the
 * class, so that a record counts only if no other one has its values there in any order.
 */
function findWhole({ engine, sent }: Sending, { meta }: Refusal, row: readonly string[]): readonly object[] {
  const reader = new RowReader(engine, meta.columns, row);
  const possible = sent.filter((record) => reader.hasAll(record));
  return possible.length === 1 ? possible.filter((record) => reader.fits(record)) : [];
}
