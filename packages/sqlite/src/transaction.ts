import type { TransactionSql } from "@chakra-orm/core/internal";

/** Begins a transaction that may not write; the connection lifts `query_only` when the transaction is over. */
export const beginReadOnly = "begin; pragma query_only = on";

/**
 * Transactions of SQLite are serializable, whatever level is asked for. One that may write takes the write lock at its
 * start: taking it later, at the first write, can fail without waiting.
 */
export function begin({ readOnly }: TransactionSql): readonly string[] {
  return [readOnly ? beginReadOnly : "begin immediate"];
}
