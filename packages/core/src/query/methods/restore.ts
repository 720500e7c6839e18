import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { QueryError } from "../../errors/usage.js";
import { isNotNullOperator } from "../../operators/is-null.js";
import { executeAudited } from "../../persistence/audit/execute-audited.js";
import { carry, carryingColumns } from "../../persistence/carried.js";
import { labelOf } from "../../persistence/many/label.js";
import type { ValueIn } from "../../persistence/parent-keys.js";
import { rowValues } from "../../persistence/row-values.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { join } from "../../statement/condition.js";
import { keysCondition } from "../../statement/key.js";
import { readTest } from "../../statement/read-test.js";
import { columnsToken } from "../../statement/select.js";
import type { SelectStatement } from "../../statement/tree.js";
import type { UpdateStatement } from "../../statement/write.js";
import { engineOf, type QueryState } from "../state.js";
import { readReturning, returnedRows } from "./returning.js";
import { readRows, refuseEffects, type Written } from "./write.js";

/** Takes back the deletion of all rows of a query, and of what was deleted together with each of them. */
export async function restoreRows(state: QueryState, options?: unknown): Promise<Written> {
  const { meta } = state.select;
  const { deletedAt } = meta;
  if (deletedAt === undefined) {
    throw new QueryError(`${meta.name} has no field.deletedAt(), so what was deleted cannot be restored.`, {
      model: meta.name,
    });
  }
  if (state.deleted === "hidden") {
    throw new QueryError(
      `This query passes over what is deleted, so there is nothing to restore. Begin with ${meta.name}.onlyDeleted().`,
      { model: meta.name },
    );
  }
  const select = readRows(state, "restore");
  const returning = readReturning(meta, "restore", options, () => engineOf(state));
  refuseEffects(meta, "restoration");
  const engine = engineOf(state);
  const { affected, rows } = await runTransaction(engine, () => restoreAll(engine, select, deletedAt, returning), {});
  return returning.length === 0 ? affected : returnedRows(engine, meta, returning, rows);
}

async function restoreAll(
  engine: Engine,
  select: SelectStatement,
  deletedAt: ColumnMeta,
  returning: readonly ColumnMeta[],
) {
  const { meta } = select;
  const gone = await markedRows(engine, select, deletedAt);
  if (gone.length === 0) return { affected: 0, rows: [] };
  const isGone = readTest(deletedAt, isNotNullOperator, []);
  const keys = gone.map((row) => meta.primaryKey.map(row));
  const columns = [deletedAt, ...meta.columns.filter((each) => each !== meta.version && each.settings.onUpdate)];
  const carrying = carryingColumns(engine, meta);
  const all = carrying.length === 0 ? returning : [...new Set([...returning, ...meta.primaryKey, ...carrying])];
  const statement: UpdateStatement = {
    type: "update",
    meta,
    columns,
    values: columns.map((column) => (column === deletedAt ? null : column.settings.onUpdate?.())),
    increments: meta.version === undefined ? [] : [{ column: meta.version, by: 1 }],
    where: join("all", [keysCondition(meta.primaryKey, keys), isGone]),
    returning: all,
  };
  const result = await executeAudited(engine, statement);
  if (carrying.length === 0) return result;
  const back = rowValues(engine, meta, all, result.rows);
  await carry(engine, meta, back, { from: instantsOf(meta, deletedAt, gone, back), to: null });
  return result;
}

/** The rows that are marked, each with its instant: what was marked with it is found by that. Nobody may change it meanwhile. */
async function markedRows(engine: Engine, select: SelectStatement, deletedAt: ColumnMeta): Promise<ValueIn[]> {
  const { meta } = select;
  const columns = [...meta.primaryKey, deletedAt];
  const lock = engine.dialect.capabilities.rowLocks ? ({ mode: "update", onLocked: "wait" } as const) : undefined;
  const where = join("all", [select.where, readTest(deletedAt, isNotNullOperator, [])]);
  const read = { ...select, columns, columnsToken: columnsToken(columns), where, lock };
  return rowValues(engine, meta, columns, (await execute(engine, read)).rows);
}

function instantsOf(
  { primaryKey }: ModelMeta,
  deletedAt: ColumnMeta,
  gone: readonly ValueIn[],
  back: readonly ValueIn[],
): Map<ValueIn, Date> {
  const byKey = new Map(gone.map((row) => [labelOf(primaryKey, row), row(deletedAt) as Date]));
  return new Map(back.map((row) => [row, byKey.get(labelOf(primaryKey, row)) as Date]));
}
