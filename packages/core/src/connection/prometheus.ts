import type { Metrics } from "./metrics.js";

/** One line: what the name ends with, its labels, and its figure. */
interface Sample {
  readonly suffix?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One metric of all databases. */
interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly samples: (metrics: Metrics) => readonly Sample[];
}

const one = (value: number): Sample[] => [{ labels: {}, value }];

const operations = ({ statements }: Metrics) => Object.entries(statements);

const families: readonly Family[] = [
  {
    name: "chakra_pool_connections",
    type: "gauge",
    help: "Connections by state.",
    samples: ({ pool: { total, idle } }) => [
      { labels: { state: "idle" }, value: idle },
      { labels: { state: "used" }, value: total - idle },
    ],
  },
  {
    name: "chakra_pool_connections_max",
    type: "gauge",
    help: "The most connections there may be.",
    samples: ({ pool }) => one(pool.max),
  },
  {
    name: "chakra_pool_waiting",
    type: "gauge",
    help: "Who waits for a connection.",
    samples: ({ pool }) => one(pool.waiting),
  },
  {
    name: "chakra_pool_acquired_total",
    type: "counter",
    help: "Connections that were taken from the pool.",
    samples: ({ pool }) => one(pool.acquired),
  },
  {
    name: "chakra_pool_timeouts_total",
    type: "counter",
    help: "Who waited for a connection in vain.",
    samples: ({ pool }) => one(pool.timeouts),
  },
  {
    name: "chakra_pool_wait_seconds_total",
    type: "counter",
    help: "Time spent waiting for connections.",
    samples: ({ pool }) => one(pool.waitedMs / 1000),
  },
  {
    name: "chakra_statements_total",
    type: "counter",
    help: "Statements that were sent.",
    samples: (metrics) =>
      operations(metrics).map(([operation, { count }]) => ({ labels: { operation }, value: count })),
  },
  {
    name: "chakra_statement_errors_total",
    type: "counter",
    help: "Statements that failed.",
    samples: (metrics) =>
      operations(metrics).map(([operation, { errors }]) => ({ labels: { operation }, value: errors })),
  },
  {
    name: "chakra_statement_duration_seconds",
    type: "histogram",
    help: "How long statements took.",
    samples: (metrics) => operations(metrics).flatMap(([operation, { durations }]) => histogram(operation, durations)),
  },
  {
    name: "chakra_transactions_total",
    type: "counter",
    help: "Transactions that have ended.",
    samples: ({ transactions }) => [
      { labels: { outcome: "committed" }, value: transactions.committed },
      { labels: { outcome: "rolled_back" }, value: transactions.rolledBack },
    ],
  },
  {
    name: "chakra_transaction_retries_total",
    type: "counter",
    help: "Runs of transactions after the first.",
    samples: ({ transactions }) => one(transactions.retried),
  },
];

function histogram(operation: string, durations: Metrics["statements"]["select"]["durations"]): Sample[] {
  if (durations === undefined) return [];
  const { count, sumSeconds, buckets } = durations;
  const labels = { operation };
  return [
    ...buckets.map((bucket) => ({
      suffix: "_bucket",
      labels: { operation, le: figure(bucket.atMostSeconds) },
      value: bucket.count,
    })),
    { suffix: "_sum", labels, value: sumSeconds },
    { suffix: "_count", labels, value: count },
  ];
}

/**
 * Writes the figures of one or more databases as Prometheus reads them: the answer to `GET /metrics`, of type
 * `text/plain; version=0.0.4`.
 *
 * @example
 * await User.count();
 * const text = prometheusMetrics(db.metrics());
 * console.assert(/^chakra_statements_total\{database="default",operation="select"\} [1-9]\d*$/m.test(text));
 */
export function prometheusMetrics(...databases: readonly Metrics[]): string {
  const lines = families.flatMap(({ name, type, help, samples }) => {
    const written = databases.flatMap((metrics) =>
      samples(metrics).map(({ suffix = "", labels, value }) => {
        const all = { database: metrics.database, ...labels };
        const pairs = Object.entries(all).map(([label, text]) => `${label}="${escaped(text)}"`);
        return `${name}${suffix}{${pairs.join(",")}} ${figure(value)}`;
      }),
    );
    return written.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...written];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function figure(value: number): string {
  return value === Number.POSITIVE_INFINITY ? "+Inf" : String(value);
}
