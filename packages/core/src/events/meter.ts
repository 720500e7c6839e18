import { DurationHistogram } from "./duration-histogram.js";
import type { QueryOperation } from "./ran-statement.js";

/** Counts of one kind of statement. */
interface StatementCounts {
  count: number;
  errors: number;
  /** Only where durations are measured. */
  readonly durations: DurationHistogram | undefined;
}

/** Counts of transactions, without savepoints. */
export interface TransactionCounts {
  committed: number;
  rolledBack: number;
  /** Runs after the first, because of `retries`. */
  retried: number;
}

/** Counts what one database does; each count is one addition. */
export class Meter {
  readonly statements: Readonly<Record<QueryOperation, StatementCounts>>;
  readonly transactions: TransactionCounts = { committed: 0, rolledBack: 0, retried: 0 };

  /** `timed` says whether durations will be told. */
  constructor(timed: boolean) {
    const none = () => ({ count: 0, errors: 0, durations: timed ? new DurationHistogram() : undefined });
    this.statements = {
      select: none(),
      insert: none(),
      update: none(),
      delete: none(),
      sql: none(),
      transaction: none(),
      schema: none(),
    };
  }
}
