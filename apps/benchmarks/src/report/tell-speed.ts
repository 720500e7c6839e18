import { relative } from "node:path";
import { results, root } from "../places.js";
import { serverGrid, withoutPgbench } from "./server-grid.js";
import { speedGrids } from "./speed-grids.js";
import type { SpeedReport } from "./speed-report.js";
import { toTerminal } from "./terminal.js";
import { circumstances, writeResults } from "./write-results.js";

/** Prints the tables of a measurement of speed, and writes them under this name. */
export function tellSpeed(kind: "speed" | "sqlite", report: SpeedReport, name: string): void {
  const { limits } = report;
  const grids = [...speedGrids(report), ...(limits === undefined ? [] : [serverGrid(limits, report)])];
  console.log(grids.map(toTerminal).join("\n\n"));
  const versions = Object.entries(report.versions).map(([library, version]) => `${library} ${version}`);
  const notes = [`${report.database}, ${versions.join(", ")}.`];
  if (kind === "speed" && limits === undefined) notes.push(withoutPgbench);
  console.log(`\n${notes.join("\n")}`);
  const { json, markdown } = writeResults(results, name, { kind, ...report }, grids, circumstances(), notes);
  console.log(`Written: ${relative(root, json)} and ${relative(root, markdown)}`);
}
