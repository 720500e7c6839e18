import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { isNullOperator } from "../../operators/is-null.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { join } from "../../statement/condition.js";
import { keysCondition } from "../../statement/key.js";
import { readTest } from "../../statement/read-test.js";
import { columnsToken, selectAll } from "../../statement/select.js";
import type { InsertManyStatement } from "../../statement/write.js";
import { labelOf } from "../many/label.js";
import type { ValueIn } from "../parent-keys.js";
import { rowValues } from "../row-values.js";

/**
 * What the rows hold that an upsert is about to change, found by what it tells rows by. They are locked where single rows
 * can be, so that they still hold it then. Of a row that somebody else inserts meanwhile, nothing is known.
 */
export async function rowsBefore(
  engine: Engine,
  { meta, columns: written, lists, conflict }: InsertManyStatement,
  columns: readonly ColumnMeta[],
): Promise<(row: ValueIn) => ValueIn | undefined> {
  const rule = conflict?.rule;
  const { deletedAt } = meta;
  const isOfLiving = rule?.where !== undefined && meta.uniques.some(({ name }) => name === rule.name);
  if (rule === undefined || (rule.where !== undefined && !isOfLiving)) return () => undefined;
  const places = rule.columns.map((column) => written.indexOf(column));
  const keys = (lists[0] ?? [])
    .map((_, i) => places.map((place) => lists[place]?.[i]))
    .filter((key) => key.every((value) => value != null));
  if (keys.length === 0) return () => undefined;
  const living = isOfLiving && deletedAt !== undefined ? [readTest(deletedAt, isNullOperator, [])] : [];
  const read = [...new Set([...rule.columns, ...columns])];
  const select = {
    ...selectAll(meta),
    columns: read,
    columnsToken: columnsToken(read),
    where: join("all", [keysCondition(rule.columns, keys), ...living]),
    lock: engine.dialect.capabilities.rowLocks ? ({ mode: "update", onLocked: "wait" } as const) : undefined,
  };
  const found = rowValues(engine, meta, read, (await execute(engine, select)).rows);
  const byLabel = new Map(found.map((row) => [labelOf(rule.columns, row), row]));
  return (row) => byLabel.get(labelOf(rule.columns, row));
}

/** Whether a column holds something else than before. */
export function isOther({ type }: ColumnMeta, before: unknown, after: unknown): boolean {
  if (before === null || after === null) return before !== after;
  return type.comparison.changed(after, type.comparison.snapshot(before));
}
