import type { ValidationIssue } from "../../errors/issue.js";
import { ValidationError } from "../../errors/record.js";
import { underPath } from "../../errors/under-path.js";
import { heldBy } from "../../record/changes.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { validate } from "../../validation/validate.js";
import { refuseUnsteady, stampCreation } from "../new-row.js";
import { type Lot, Shapes } from "./shapes.js";

const none: readonly never[] = [];

/** What is ready to be inserted, and how to put the records back if it is not. */
export interface Ready {
  readonly lots: readonly Lot[];
  readonly undo: () => void;
}

/** What else there is to know of the records. */
interface Reading {
  /** The columns that the user gave, where that makes a difference. */
  readonly givenOf?: (place: number) => readonly ColumnMeta[];
  /** The number of the first. */
  readonly from?: number;
  /** Asks the rules of a record; `written` tells the columns that it is about. */
  readonly check?: (record: object, written: () => readonly ColumnMeta[]) => Promise<void> | undefined;
}

/**
 * Stamps and checks new records, all of them before any is refused; issues stand below the number of their record.
 */
export async function readyRows(
  meta: ModelMeta,
  records: readonly object[],
  { givenOf = () => none, from = 0, check = (record, written) => validate(record, meta, written()) }: Reading = {},
): Promise<Ready> {
  for (const record of records) refuseUnsteady(record, meta);
  const undo = stampCreation(meta, records);
  try {
    const issues: ValidationIssue[] = [];
    const shapes = new Shapes(meta);
    for (const [i, record] of records.entries()) {
      try {
        const waiting = check(record, () => shapes.columnsOf(record));
        if (waiting !== undefined) await waiting;
      } catch (error) {
        issues.push(...issuesUnder(from + i, error));
      }
      shapes.add(record, givenOf(i));
    }
    if (issues.length > 0) throw new ValidationError(meta.name, issues);
    return { lots: shapes.lots(), undo };
  } catch (error) {
    undo();
    throw error;
  }
}

/** The values of records by column, as a statement takes them. */
export function listsOf(records: readonly object[], columns: readonly ColumnMeta[]): unknown[][] {
  return columns.map((column) => records.map((record) => heldBy(record, column)));
}

/** What is wrong with one of several records, below its number. */
function issuesUnder(place: number, error: unknown): readonly ValidationIssue[] {
  const told = underPath([place], error);
  if (told instanceof ValidationError) return told.issues;
  throw error;
}
