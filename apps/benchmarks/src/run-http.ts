import { relative } from "node:path";
import type { Arguments } from "./arguments.js";
import { startServer } from "./database/server.js";
import { type HttpEffort, measureHttp, verifiedPaths } from "./http/measure-http.js";
import { type ServerProcess, startServerProcess } from "./http/server-process.js";
import { results, root } from "./places.js";
import { httpGrid } from "./report/http-grid.js";
import { createProgress } from "./report/progress.js";
import { toTerminal } from "./report/terminal.js";
import { versionsOf } from "./report/versions.js";
import { circumstances, writeResults } from "./report/write-results.js";

const thorough: HttpEffort = { warmUp: 4, rounds: 15, milliseconds: 2000, connections: 32 };
const quick: HttpEffort = { ...thorough, rounds: 7, milliseconds: 1000 };

/** `npm run bench -- http`. */
export async function runHttp(wanted: Arguments): Promise<void> {
  const progress = createProgress(process.stderr);
  const effort = wanted.quick ? quick : thorough;
  const database = await startServer();
  const running: ServerProcess[] = [];
  try {
    progress.step("Starting the servers");
    // The sample app makes the tables and the articles that both show.
    const conduit = await startServerProcess("Chakra, the sample app", database.url);
    running.push(conduit);
    const raw = await startServerProcess("pg, named statements", database.url);
    running.unshift(raw);
    const paths = await verifiedPaths(running, conduit);
    const summaries = await measureHttp(
      running,
      paths,
      { ...effort, rounds: wanted.rounds ?? effort.rounds },
      (round, of) => progress.tick(`GET /api/articles/:slug, round ${round} of ${of}`),
    );
    progress.end();
    const grid = httpGrid(summaries);
    console.log(toTerminal(grid));
    const report = { kind: "http", ...effort, versions: versionsOf(["fastify", "pg"]), summaries };
    const { json, markdown } = writeResults(results, `${wanted.name}-http`, report, [grid], circumstances());
    console.log(`Written: ${relative(root, json)} and ${relative(root, markdown)}`);
  } finally {
    for (const server of running) await server.stop();
    await database.stop();
  }
}
