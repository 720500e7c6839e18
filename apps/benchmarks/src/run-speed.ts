import { join, relative } from "node:path";
import type { Arguments } from "./arguments.js";
import { build } from "./build.js";
import { results, root } from "./places.js";
import { createProgress } from "./report/progress.js";
import { speedGrids } from "./report/speed-grids.js";
import { toTerminal } from "./report/terminal.js";
import { circumstances, writeResults } from "./report/write-results.js";
import { measureSpeed } from "./speed/measure-speed.js";
import type { Effort } from "./speed/rounds.js";

const thorough: Effort = { warmUp: 10, rounds: 25, milliseconds: 200, seconds: 300 };
/** So many seconds a scenario, whatever the machine is busy with: less than five minutes in all. */
const quick: Effort = { warmUp: 8, rounds: 15, milliseconds: 60, seconds: 18 };

/** `npm run bench -- speed`. */
export async function runSpeed(wanted: Arguments): Promise<void> {
  if (!wanted.source && wanted.peers.includes("chakra")) build("@chakra-orm/postgres");
  const effort = wanted.quick ? quick : thorough;
  const report = await measureSpeed(
    {
      peers: wanted.peers,
      scenarios: wanted.scenarios,
      users: wanted.users,
      pool: 10,
      effort: { ...effort, rounds: wanted.rounds ?? effort.rounds },
      flags: flagsOf(wanted),
    },
    createProgress(process.stderr),
  );
  const grids = speedGrids(report);
  console.log(grids.map(toTerminal).join("\n\n"));
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  console.log(`\nPostgreSQL ${report.postgres}, Node.js ${process.versions.node}, ${versions.join(", ")}`);
  const { json, markdown } = writeResults(results, wanted.name, { kind: "speed", ...report }, grids, circumstances());
  console.log(`Written: ${relative(root, json)} and ${relative(root, markdown)}`);
}

function flagsOf({ source, profile }: Arguments): string[] {
  const conditions = source ? ["--conditions=@chakra-orm/source"] : [];
  return profile ? [...conditions, "--cpu-prof", `--cpu-prof-dir=${join(results, "profiles")}`] : conditions;
}
