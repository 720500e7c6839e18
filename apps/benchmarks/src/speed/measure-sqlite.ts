import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Progress } from "../report/progress.js";
import type { ScenarioReport, SpeedReport } from "../report/speed-report.js";
import { sqliteScenarios } from "../scenarios/index.js";
import { loadSqlitePeer, type SqlitePeerName, sqliteBase } from "../sqlite/index.js";
import { prepareFile } from "../sqlite/prepare.js";
import { type Contender, startContender } from "./contender.js";
import { measureScenario, namesOf } from "./measure-scenario.js";
import type { Effort } from "./rounds.js";

/** What to measure. */
export interface SqlitePlan {
  readonly peers: readonly SqlitePeerName[];
  readonly scenarios: readonly string[];
  readonly users: number;
  readonly effort: Effort;
  /** Node's own flags for the peers' processes. */
  readonly flags: readonly string[];
}

/** As `measureSpeed`, on SQLite: each peer with a file of its own, in a folder that goes at the end. */
export async function measureSqlite(plan: SqlitePlan, progress: Progress): Promise<SpeedReport> {
  const folder = mkdtempSync(join(tmpdir(), "chakra-bench-"));
  const contenders: Contender[] = [];
  try {
    for (const peer of plan.peers) {
      progress.step(`Starting ${peer}`);
      const file = join(folder, `${peer}.db`);
      prepareFile(file, plan.users, (await loadSqlitePeer(peer)).instants);
      const assignment = { database: "sqlite", peer, url: file, pool: 1, users: plan.users } as const;
      contenders.push(await startContender(assignment, plan.flags));
    }
    const scenarios: ScenarioReport[] = [];
    for (const scenario of sqliteScenarios.filter(({ name }) => plan.scenarios.includes(name))) {
      // Nobody reads what others wrote, and what is written comes last: nothing has to be made anew.
      const reset = async (): Promise<void> => undefined;
      scenarios.push(await measureScenario(scenario, plan.effort, contenders, sqliteBase, reset, progress));
    }
    const database = `SQLite ${versionOfSqlite()}`;
    return { users: plan.users, pool: 1, database, ...namesOf(contenders), base: sqliteBase, scenarios };
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
    rmSync(folder, { recursive: true, force: true });
    progress.end();
  }
}

function versionOfSqlite(): string {
  const database = new Database(":memory:");
  try {
    return String(database.prepare("select sqlite_version()").pluck().get());
  } finally {
    database.close();
  }
}
