import { relative } from "node:path";
import type { Arguments } from "./arguments.js";
import { build } from "./build.js";
import { measureMemory } from "./memory/measure-memory.js";
import { results, root } from "./places.js";
import { memoryGrid } from "./report/memory-grid.js";
import { createProgress } from "./report/progress.js";
import { toTerminal } from "./report/terminal.js";
import { circumstances, writeResults } from "./report/write-results.js";

/** `npm run bench -- memory`. */
export async function runMemory({ peers, users, rounds, quick, flags, name }: Arguments): Promise<void> {
  // What is imported is always what users install.
  build("@chakra-orm/postgres");
  const report = await measureMemory(
    {
      peers,
      users,
      rounds: rounds ?? (quick ? 3 : 7),
      flags,
    },
    createProgress(process.stderr),
  );
  const grid = memoryGrid(report);
  console.log(toTerminal(grid));
  const written = writeResults(results, `${name}-memory`, { kind: "memory", ...report }, [grid], circumstances());
  console.log(`Written: ${relative(root, written.json)} and ${relative(root, written.markdown)}`);
}
