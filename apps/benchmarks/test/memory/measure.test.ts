import type {} from "@chakra-orm/testing/vitest-postgres";
import { expect, inject, test, vi } from "vitest";
import { measureMemory } from "../../src/memory/measure-memory.js";
import { memoryGrid } from "../../src/report/memory-grid.js";
import { createProgress } from "../../src/report/progress.js";

test("imports, kept records and streams are measured in processes of their own", { timeout: 120_000 }, async () => {
  vi.stubEnv("BENCH_DATABASE_URL", inject("postgresUrl"));
  const progress = createProgress({ write: () => true });
  const peers = ["pg", "prisma"] as const;
  const report = await measureMemory({ peers, users: 500, rounds: 1, flags: [] }, progress);
  expect(report.comments).toBe(10_000);
  const [pg, prisma] = report.summaries;
  for (const summary of [pg!, prisma!]) {
    expect(summary.importMilliseconds.median).toBeGreaterThan(1);
    expect(summary.importResident.median).toBeGreaterThan(100_000);
    // An object of five properties with a text and a Date: more than 100 bytes, less than ten thousand.
    expect(summary.commentsHeap.median / report.comments).toBeGreaterThan(100);
    expect(summary.commentsHeap.median / report.comments).toBeLessThan(10_000);
  }
  expect(pg?.streamPeak).toBeDefined();
  expect(prisma?.streamPeak).toBeUndefined();
  expect(memoryGrid(report).rows.map(([label, ...cells]) => [label, cells.at(-2), cells.at(-1) === "–"])).toEqual([
    ["pg", "1.00", false],
    ["Prisma", expect.stringMatching(/^-?\d+\.\d\d$/), true],
  ]);
});
