import { type Engine, transactionOf } from "../../connection/engine.js";
import { QueryError, UnsupportedError } from "../../errors/usage.js";
import type { LockClause } from "../../statement/clauses.js";
import type { SelectStatement } from "../../statement/tree.js";
import type { QueryState } from "../state.js";

/** What a locking read does where somebody else has locked a row: it waits, if neither is said. */
export interface LockOptions {
  /** Leave locked rows out, as workers do that share a queue. */
  skipLocked?: boolean | undefined;
  /** Throw `LockTimeoutError` at once. */
  noWait?: boolean | undefined;
}

/** The read with its rows locked. */
export function locked(state: QueryState, mode: unknown, { skipLocked, noWait }: LockOptions): QueryState {
  const { meta } = state.select;
  if (mode !== "update" && mode !== "share") {
    throw new QueryError(`lock is "update" or "share", not ${JSON.stringify(mode)}.`, { model: meta.name });
  }
  if (skipLocked === true && noWait === true) {
    throw new QueryError("lock takes skipLocked or noWait, not both: rows are left out, or an error is thrown.");
  }
  const onLocked: LockClause["onLocked"] = skipLocked === true ? "skip" : noWait === true ? "fail" : "wait";
  return { ...state, select: { ...state.select, lock: { mode, onLocked } } };
}

/** Refuses a lock that would keep nothing from anybody. */
export function refuseLock(engine: Engine, { lock, meta }: SelectStatement): void {
  if (lock === undefined) return;
  if (!engine.dialect.capabilities.rowLocks) {
    throw new UnsupportedError(
      `${engine.dialect.name} cannot lock single rows (capability rowLocks). There a transaction that writes keeps all others from writing: leave lock() out.`,
      { model: meta.name },
    );
  }
  if (transactionOf(engine) === undefined) {
    throw new QueryError(
      `lock() holds until the transaction ends, and none is open: await db.transaction(async () => { … }).`,
      { model: meta.name },
    );
  }
}
