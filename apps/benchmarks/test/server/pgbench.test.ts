import { expect, test } from "vitest";
import { serverGrid } from "../../src/report/server-grid.js";
import type { SpeedReport } from "../../src/report/speed-report.js";
import { readRate } from "../../src/server/pgbench.js";

test("the rate is read from what pgbench prints", () => {
  const printed =
    "number of failed transactions: 0 (0.000%)\nlatency average = 0.045 ms\ntps = 22214.5 (without initial)\n";
  expect(readRate(printed)).toBe(22_214.5);
  expect(() => readRate("pgbench: error: connection failed")).toThrow("no rate");
});

test("what the server can do stands beside what a client of it reached", () => {
  const same = { median: 0.2, p10: 0.2, p90: 0.2 };
  const pg = { peer: "pg", ratio: same, millisecondsPerOperation: same, cpuMillisecondsPerOperation: same };
  const report: SpeedReport = {
    users: 10,
    pool: 10,
    database: "PostgreSQL 18.0",
    versions: {},
    labels: { pg: "pg" },
    base: "pg",
    scenarios: [{ name: "find", title: "find", short: "find", rounds: 1, peers: [pg] }],
  };
  const limits = [
    { statement: "find", clients: 1, perSecond: 20_000 },
    { statement: "find", clients: 10, perSecond: 40_000 },
    { statement: "pgbench -S", clients: 1, perSecond: 25_000 },
  ] as const;
  expect(serverGrid(limits, report).rows).toEqual([
    ["find by key, one connection", "20,000", "50 µs", "4.00"],
    ["find by key, 10 connections", "40,000", "25 µs", "–"],
    ["pgbench -S, one connection", "25,000", "40 µs", "–"],
  ]);
});
