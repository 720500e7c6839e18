import { relative } from "node:path";
import { results, root } from "../places.js";
import { speedGrids } from "./speed-grids.js";
import type { SpeedReport } from "./speed-report.js";
import { toTerminal } from "./terminal.js";
import { circumstances, writeResults } from "./write-results.js";

/** Prints the tables of a measurement of speed, and writes them under this name. */
export function tellSpeed(kind: "speed" | "sqlite", report: SpeedReport, name: string): void {
  const grids = speedGrids(report);
  console.log(grids.map(toTerminal).join("\n\n"));
  const versions = Object.entries(report.versions).map(([library, version]) => `${library} ${version}`);
  console.log(`\n${report.database}, Node.js ${process.versions.node}, ${versions.join(", ")}`);
  const { json, markdown } = writeResults(results, name, { kind, ...report }, grids, circumstances());
  console.log(`Written: ${relative(root, json)} and ${relative(root, markdown)}`);
}
