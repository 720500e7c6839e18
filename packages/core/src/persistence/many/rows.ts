import type { ValidationIssue } from "../../errors/issue.js";
import { ValidationError } from "../../errors/record.js";
import { underPath } from "../../errors/under-path.js";
import { heldBy } from "../../record/changes.js";
import { stateOf } from "../../record/state.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { columnsToken } from "../../statement/select.js";
import { validate } from "../../validation/validate.js";
import { isLeftOut, refuseUnsteady, stampCreation } from "../new-row.js";

/** Rows that give the same columns, so that one statement inserts them. */
export interface Lot {
  readonly records: readonly object[];
  readonly columns: readonly ColumnMeta[];
  /** Of these, the ones that the user gave; the others hold defaults. */
  readonly given: readonly ColumnMeta[];
  /** Columns that the database fills in. */
  readonly filled: readonly ColumnMeta[];
}

/** What is ready to be inserted, and how to put the records back if it is not. */
export interface Ready {
  readonly lots: readonly Lot[];
  readonly undo: () => void;
}

/** The most rows of one statement: all of them are in memory twice while it is sent. */
const most = 100_000;

/** What else there is to know of the records. */
interface Reading {
  /** The columns that the user gave, where that makes a difference. */
  readonly givenOf?: (place: number) => readonly ColumnMeta[];
  /** The number of the first. */
  readonly from?: number;
  /** Asks the rules of a record; `written` tells the columns that it is about. */
  readonly check?: (record: object, written: () => readonly ColumnMeta[]) => Promise<void>;
}

/**
 * Stamps and checks new records, all of them before any is refused; issues stand below the number of their record.
 */
export async function readyRows(
  meta: ModelMeta,
  records: readonly object[],
  { givenOf = () => [], from = 0, check = rules }: Reading = {},
): Promise<Ready> {
  const steps: (() => void)[] = [];
  const undo = () => {
    for (const step of steps) step();
  };
  try {
    const issues: ValidationIssue[] = [];
    const byShape = new Map<string, Omit<Lot, "filled"> & { readonly records: object[] }>();
    for (const [i, record] of records.entries()) {
      refuseUnsteady(record, meta);
      steps.push(stampCreation(record, stateOf(record)));
      const written = () => meta.columns.filter((column) => !isLeftOut(record, column));
      issues.push(...(await issuesOf(from + i, () => check(record, written))));
      const columns = written();
      const given = givenOf(i);
      const shape = `${columnsToken(columns)}|${columnsToken(given)}`;
      const lot = byShape.get(shape) ?? { records: [], columns, given };
      byShape.set(shape, lot);
      lot.records.push(record);
    }
    if (issues.length > 0) throw new ValidationError(meta.name, issues);
    const lots = [...byShape.values()].flatMap((lot) => {
      const filled = meta.columns.filter((column) => !lot.columns.includes(column));
      return pieces(lot.records).map((piece) => ({ ...lot, records: piece, filled }));
    });
    return { lots, undo };
  } catch (error) {
    undo();
    throw error;
  }
}

const rules = (record: object, written: () => readonly ColumnMeta[]): Promise<void> =>
  validate(record, stateOf(record).meta, written());

/** The values of records by column, as a statement takes them. */
export function listsOf(records: readonly object[], columns: readonly ColumnMeta[]): unknown[][] {
  return columns.map((column) => records.map((record) => heldBy(record, column)));
}

/** What is wrong with one of several records, below its number. */
async function issuesOf(place: number, check: () => Promise<void>): Promise<readonly ValidationIssue[]> {
  try {
    await check();
    return [];
  } catch (error) {
    const told = underPath([place], error);
    if (told instanceof ValidationError) return told.issues;
    throw error;
  }
}

function pieces(records: readonly object[]): (readonly object[])[] {
  const count = Math.ceil(records.length / most);
  return Array.from({ length: count }, (_, i) => records.slice(i * most, (i + 1) * most));
}
