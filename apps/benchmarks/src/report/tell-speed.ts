import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { results, root } from "../places.js";
import { speedChart } from "./chart.js";
import { speedSection, writeReadme } from "./readme.js";
import { serverGrid, withoutPgbench } from "./server-grid.js";
import { speedGrids } from "./speed-grids.js";
import type { SpeedReport } from "./speed-report.js";
import { toTerminal } from "./terminal.js";
import { circumstances, writeResults } from "./write-results.js";

/** Prints the tables of a measurement of speed, and writes them and a chart under this name; into the README, too, if wanted. */
export function tellSpeed(kind: "speed" | "sqlite", report: SpeedReport, name: string, readme = false): void {
  const { limits } = report;
  const grids = [...speedGrids(report), ...(limits === undefined ? [] : [serverGrid(limits, report)])];
  console.log(grids.map(toTerminal).join("\n\n"));
  const versions = Object.entries(report.versions).map(([library, version]) => `${library} ${version}`);
  const about = circumstances();
  const notes = [`${report.database}, ${versions.join(", ")}.`];
  if (kind === "speed" && limits === undefined) notes.push(withoutPgbench);
  console.log(`\n${notes.join("\n")}`);
  const { json, markdown } = writeResults(results, name, { kind, ...report }, grids, about, notes);
  const chart = join(results, `${name}.svg`);
  writeFileSync(chart, speedChart(report));
  const written = [json, markdown, chart];
  if (readme) {
    const file = join(root, "README.md");
    writeReadme(file, speedSection(report, relative(root, results), name, about));
    written.push(file);
  }
  console.log(`Written: ${written.map((path) => relative(root, path)).join(", ")}`);
}
