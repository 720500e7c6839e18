import type { QueryOperation } from "./ran-statement.js";

/** Counts of one kind of statement. */
export interface StatementFigures {
  count: number;
  errors: number;
}

/** Counts of transactions, without savepoints. */
export interface TransactionFigures {
  committed: number;
  rolledBack: number;
  /** Runs after the first, because of `retries`. */
  retried: number;
}

const none = (): StatementFigures => ({ count: 0, errors: 0 });

/** Counts what one database does; each count is one addition. */
export class Meter {
  readonly statements: Readonly<Record<QueryOperation, StatementFigures>> = {
    select: none(),
    insert: none(),
    update: none(),
    delete: none(),
    sql: none(),
    transaction: none(),
    schema: none(),
  };
  readonly transactions: TransactionFigures = { committed: 0, rolledBack: 0, retried: 0 };
}
