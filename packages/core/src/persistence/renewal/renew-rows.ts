import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { columnCodec } from "../../dialect/column-codec.js";
import { headOf } from "../../dialect/seal.js";
import { ConstraintViolationError } from "../../errors/database.js";
import { saidAnew } from "../../errors/said-anew.js";
import { isNotNullOperator } from "../../operators/is-null.js";
import { startsWithOperator } from "../../operators/starts-with.js";
import { keyText } from "../../record/key-text.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { storedMeta } from "../../schema/stored-meta.js";
import { join, negate } from "../../statement/condition.js";
import { columnsCondition, keysCondition } from "../../statement/key.js";
import { columnsToken, selectAll } from "../../statement/select.js";
import type { Condition } from "../../statement/tree.js";
import type { ValueIn } from "../parent-keys.js";
import { rowValues } from "../row-values.js";

/** How often rows are looked at again that somebody else wrote meanwhile. */
const most = 100;

/** The columns of a model that are encrypted. */
export function sealedColumns({ columns }: ModelMeta): readonly ColumnMeta[] {
  return columns.filter(({ type }) => type.sealed !== undefined);
}

/**
 * Encrypts the rows with these keys with the newest key, where an older one was used, and gives how many there were. A
 * row is written only while it holds the texts that were read, so that what others write at the same time stays. With
 * `touch`, `updatedAt` and the version change too.
 */
export async function renewRows(
  engine: Engine,
  meta: ModelMeta,
  keys: readonly (readonly unknown[])[],
  touch = false,
): Promise<number> {
  let left = keys;
  let renewed = 0;
  for (let round = 0; round < most && left.length > 0; round++) {
    const rows = await outdatedRows(engine, meta, left);
    if (rows.length === 0) break;
    const missed = await runTransaction(engine, () => renewAll(engine, meta, rows, touch), { retries: 3 });
    renewed += rows.length - missed.length;
    left = missed.map((row) => meta.primaryKey.map(row));
  }
  return renewed;
}

/** Of the rows with these keys, those that an older key has to do with: their key, and their texts as they are stored. */
async function outdatedRows(
  engine: Engine,
  meta: ModelMeta,
  keys: readonly (readonly unknown[])[],
): Promise<readonly ValueIn[]> {
  const stored = storedMeta(meta);
  const columns = [...meta.primaryKey, ...sealedColumns(meta).map(({ index }) => stored.columns[index] as ColumnMeta)];
  const outdated = sealedColumns(meta).map(({ index }) => isOutdated(engine, stored.columns[index] as ColumnMeta));
  const where = join("all", [keysCondition(meta.primaryKey, keys), join("any", outdated)]);
  const select = { ...selectAll(stored), columns, columnsToken: columnsToken(columns), where };
  return rowValues(engine, stored, columns, (await execute(engine, select)).rows);
}

function isOutdated({ dialect }: Engine, column: ColumnMeta): Condition {
  const { keyRing } = dialect;
  const test = { type: "test", column } as const;
  const isThere: Condition = {
    node: { ...test, operator: isNotNullOperator, operands: 0 },
    token: `isNotNull${column.index};`,
    values: [],
    nullable: false,
  };
  if (keyRing === undefined) return isThere;
  const isNewest: Condition = {
    node: { ...test, operator: startsWithOperator, operands: 1 },
    token: `startsWith${column.index};`,
    values: [headOf(keyRing.newest)],
    nullable: true,
  };
  return join("all", [isThere, negate(isNewest)]);
}

/** Writes the rows, and gives those that somebody else has written since they were read. */
async function renewAll(engine: Engine, meta: ModelMeta, rows: readonly ValueIn[], touch: boolean): Promise<ValueIn[]> {
  const missed: ValueIn[] = [];
  for (const row of rows) if (!(await renewRow(engine, meta, row, touch))) missed.push(row);
  return missed;
}

async function renewRow(engine: Engine, meta: ModelMeta, row: ValueIn, touch: boolean): Promise<boolean> {
  const stored = storedMeta(meta);
  const columns: ColumnMeta[] = [];
  const values: unknown[] = [];
  for (const column of sealedColumns(meta)) {
    const own = stored.columns[column.index] as ColumnMeta;
    const text = row(own) as string | null;
    const renewed = text === null ? undefined : columnCodec(engine.dialect, column).renew?.(text);
    if (renewed === undefined) continue;
    columns.push(own);
    values.push(renewed);
  }
  if (columns.length === 0) return true;
  const found = [...meta.primaryKey, ...columns];
  const where = columnsCondition(found, found.map(row));
  const stamps = touch ? meta.columns.filter(({ settings }) => settings.onUpdate !== undefined) : [];
  const update = {
    type: "update",
    meta: stored,
    columns: [...columns, ...stamps],
    values: [...values, ...stamps.map(({ settings }) => settings.onUpdate?.())],
    increments: touch && meta.version !== undefined ? [{ column: meta.version, by: 1 }] : [],
    where,
    returning: [],
  } as const;
  try {
    return (await execute(engine, update)).affected > 0;
  } catch (error) {
    if (!(error instanceof ConstraintViolationError)) throw error;
    throw saidAnew(
      error,
      `The ${meta.name} with the key ${keyText(meta, row)} cannot be encrypted anew: ${error.message}`,
    );
  }
}
