import { execute } from "../../connection/execute.js";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import { renewRows, sealedColumns } from "../../persistence/renewal/renew-rows.js";
import { rowPlan } from "../../record/row-plan.js";
import { join } from "../../statement/condition.js";
import { columnsToken, orderToken } from "../../statement/select.js";
import type { Condition, SelectStatement } from "../../statement/tree.js";
import { afterCondition, keysOf } from "../pages/keys.js";
import { engineOf, type QueryState } from "../state.js";
import { readRows } from "./write.js";

/** How `reencrypt` goes about it. */
export interface ReencryptOptions {
  /** Rows that are looked at and written in one transaction; 500 if not given. */
  readonly batchSize?: number;
  /** Called after each batch: how many rows were looked at so far, and how many of them were encrypted anew. */
  readonly onProgress?: (progress: ReencryptProgress) => void;
  /** Ends it after a batch; what was written stays. */
  readonly signal?: AbortSignal;
  /** `true`: `updatedAt` and the version of these rows change. What they say does not, so if not given they stay. */
  readonly touch?: boolean;
}

/** How far `reencrypt` is. */
export interface ReencryptProgress {
  readonly rows: number;
  readonly reencrypted: number;
}

/** Encrypts what an older key has encrypted with the newest one; gives the number of rows that were written. */
export async function reencryptRows(state: QueryState, options: ReencryptOptions = {}): Promise<number> {
  const select = readRows(state, "reencrypt");
  const { meta } = select;
  const { batchSize, onProgress, signal, touch } = readOptions(options);
  if (sealedColumns(meta).length === 0) {
    throw new QueryError(`${meta.name} has no field.encrypted(…), so there is nothing to encrypt anew.`, {
      model: meta.name,
    });
  }
  if (select.limit !== undefined || select.offset !== undefined || select.source !== undefined) {
    throw new QueryError("reencrypt goes through all rows of a query, so it takes no limit, offset or SQL before it.");
  }
  const engine = engineOf(state);
  const keys = inOrderOfKeys(select, batchSize);
  let [rows, reencrypted] = [0, 0];
  let after: Condition | undefined;
  while (true) {
    signal?.throwIfAborted();
    const where = after === undefined ? select.where : join("all", [select.where, after]);
    const found = (await execute(engine, { ...keys, where })).rows;
    const { decode } = rowPlan(engine.dialect, meta);
    const batch = found.map((row) => meta.primaryKey.map((column, i) => decode(column, row[i])));
    reencrypted += await renewRows(engine, meta, batch, touch);
    rows += batch.length;
    if (batch.length > 0) onProgress?.({ rows, reencrypted });
    if (batch.length < batchSize) return reencrypted;
    after = afterCondition(keysOf(keys, keys.order), found.at(-1) ?? []);
  }
}

/** The primary keys of the rows, a batch of them. */
function inOrderOfKeys(select: SelectStatement, limit: number): SelectStatement {
  const columns = select.meta.primaryKey;
  const order = columns.map((column) => ({ column, descending: false }));
  return { ...select, columns, columnsToken: columnsToken(columns), order, orderToken: orderToken(order), limit };
}

function readOptions(given: ReencryptOptions) {
  const { batchSize = 500, onProgress, signal, touch = false, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const hint = nearest(unknown, ["batchSize", "onProgress", "signal", "touch"]);
    throw new QueryError(`reencrypt has no option ${JSON.stringify(unknown)}.${hint}`);
  }
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new QueryError(`The batchSize of reencrypt is a number of rows, 1 or more, not ${describe(batchSize)}.`);
  }
  return { batchSize, onProgress, signal, touch };
}
