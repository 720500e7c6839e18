import type { Arguments } from "./arguments.js";
import { build } from "./build.js";
import { createProgress } from "./report/progress.js";
import { tellSpeed } from "./report/tell-speed.js";
import { measureSqlite } from "./speed/measure-sqlite.js";
import type { Effort } from "./speed/rounds.js";

const thorough: Effort = { warmUp: 10, rounds: 25, milliseconds: 200, seconds: 120 };
const quick: Effort = { warmUp: 8, rounds: 15, milliseconds: 60, seconds: 15 };

/** `npm run bench -- sqlite`. */
export async function runSqlite(wanted: Arguments): Promise<void> {
  if (!wanted.source && wanted.sqlitePeers.includes("chakra")) build("@chakra-orm/sqlite");
  const effort = wanted.quick ? quick : thorough;
  const report = await measureSqlite(
    {
      peers: wanted.sqlitePeers,
      scenarios: wanted.scenarios,
      users: wanted.users,
      effort: { ...effort, rounds: wanted.rounds ?? effort.rounds },
      flags: wanted.flags,
    },
    createProgress(process.stderr),
  );
  tellSpeed("sqlite", report, `${wanted.name}-sqlite`);
}
