import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createProgress } from "../src/report/progress.js";
import { sqliteScenarios } from "../src/scenarios/index.js";
import { measureSqlite } from "../src/speed/measure-sqlite.js";
import { loadSqlitePeer, sqlitePeerNames } from "../src/sqlite/index.js";
import { prepareFile } from "../src/sqlite/prepare.js";

const folder = mkdtempSync(join(tmpdir(), "chakra-sqlite-peers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(sqlitePeerNames)("%s reads and writes what is expected", async (name) => {
  const peer = await loadSqlitePeer(name);
  expect(peer.name).toBe(name);
  const file = join(folder, `${name}.db`);
  prepareFile(file, 20, peer.instants);
  const session = await peer.connect(file, 1);
  try {
    for (const scenario of sqliteScenarios) await scenario.verify(session, 20, 0);
  } finally {
    await session.close();
  }
});

test("two of them are measured in turns, each on a file of its own", { timeout: 60_000 }, async () => {
  const report = await measureSqlite(
    {
      peers: ["better-sqlite3", "drizzle"],
      scenarios: ["find", "insert"],
      users: 60,
      effort: { warmUp: 1, rounds: 2, milliseconds: 1, seconds: 60 },
      flags: [],
    },
    createProgress({ write: () => true }),
  );
  expect(report.database).toMatch(/^SQLite 3\./);
  expect(report.scenarios.map(({ name, peers }) => [name, peers.map(({ peer }) => peer).sort()])).toEqual([
    ["find", ["better-sqlite3", "drizzle"]],
    ["insert", ["better-sqlite3", "drizzle"]],
  ]);
});
