import type { ServerLimit } from "../server/pgbench.js";
import type { Grid } from "./grid.js";
import { duration } from "./speed-grids.js";
import type { SpeedReport } from "./speed-report.js";

/** Told where the server's own limit could not be measured. */
export const withoutPgbench =
  "pgbench was not found, so the server's own limit was NOT measured. Debian has it in postgresql-contrib.";

/** The table of what the server itself can do, beside what a client of its base reached. */
export function serverGrid(limits: readonly ServerLimit[], report: SpeedReport): Grid {
  const label = report.labels[report.base] ?? report.base;
  return {
    title: "The server's own limit: pgbench -M prepared, which reads rows and drops them",
    head: ["", "statements a second", "time for one", `times ${label}`],
    rows: limits.map(({ statement, clients, perSecond }) => [
      `${statement === "find" ? "find by key" : "pgbench -S"}, ${clients === 1 ? "one connection" : `${clients} connections`}`,
      Math.round(perSecond).toLocaleString("en"),
      duration(1000 / perSecond),
      statement === "find" ? times(report, clients === 1 ? "find" : "find-32", perSecond) : "–",
    ]),
  };
}

/** Not of the same round, so only roughly comparable: by the median of the whole run. */
function times({ scenarios, base }: SpeedReport, name: string, perSecond: number): string {
  const found = scenarios.find((scenario) => scenario.name === name)?.peers.find(({ peer }) => peer === base);
  return found === undefined ? "–" : ((perSecond * found.millisecondsPerOperation.median) / 1000).toFixed(2);
}
