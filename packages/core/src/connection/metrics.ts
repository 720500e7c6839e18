import type { Durations } from "../events/duration-histogram.js";
import type { TransactionCounts } from "../events/meter.js";
import type { QueryOperation } from "../events/ran-statement.js";
import type { Engine } from "./engine.js";
import type { PoolCounts, PoolStatus } from "./pool.js";

/** What one kind of statement comes to. */
export interface StatementMetrics {
  /** How many were sent. */
  readonly count: number;
  /** How many of them failed. */
  readonly errors: number;
  /** How long they took; only with `connect(url, { metrics: true })`. */
  readonly durations?: Durations;
}

/** What a database has done since it was connected, and how its pool is doing now. */
export interface Metrics {
  /** Name of the database, as `connect` was given it. */
  readonly database: string;
  readonly pool: PoolStatus & Readonly<PoolCounts>;
  readonly statements: Readonly<Record<QueryOperation, StatementMetrics>>;
  /** Without savepoints. */
  readonly transactions: Readonly<TransactionCounts>;
}

/** The figures of a database, as they are now. */
export function readMetrics({ name, pool, meter }: Engine): Metrics {
  const statements = Object.entries(meter.statements).map(([operation, { count, errors, durations }]) => [
    operation,
    { count, errors, ...(durations && { durations: durations.durations }) },
  ]);
  return {
    database: name,
    pool: { ...pool.status, ...pool.counts },
    statements: Object.fromEntries(statements) as Metrics["statements"],
    transactions: { ...meter.transactions },
  };
}
