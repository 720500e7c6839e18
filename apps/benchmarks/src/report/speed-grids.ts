import type { Spread } from "../statistics/spread.js";
import type { Summary } from "../statistics/summarise.js";
import type { Grid } from "./grid.js";
import type { SpeedReport } from "./speed-report.js";

/** The tables of a measurement of speed: a line for each peer, a column for each scenario. */
export function speedGrids(report: SpeedReport): Grid[] {
  const base = report.labels[report.base] ?? report.base;
  return [
    gridOf(report, `Speed, in times ${base} of the same round: median (p10–p90)`, ({ ratio }) => spread(ratio)),
    gridOf(report, "Time for one operation: median", (summary) => duration(summary.millisecondsPerOperation.median)),
    gridOf(report, "CPU time of the client for one operation: median", (summary) =>
      duration(summary.cpuMillisecondsPerOperation.median),
    ),
  ];
}

function gridOf(report: SpeedReport, title: string, cell: (summary: Summary) => string): Grid {
  const { labels, scenarios } = report;
  return {
    title,
    head: ["", ...scenarios.map((scenario) => scenario.title.replace(", ", ",\n"))],
    rows: Object.keys(labels).map((peer) => [
      labels[peer] ?? peer,
      ...scenarios.map(({ peers }) => {
        const summary = peers.find((each) => each.peer === peer);
        return summary === undefined ? "–" : cell(summary);
      }),
    ]),
  };
}

const spread = ({ median, p10, p90 }: Spread): string => `${median.toFixed(2)} (${p10.toFixed(2)}–${p90.toFixed(2)})`;

/** Microseconds below a millisecond, seconds from a thousand on. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  return milliseconds < 1 ? `${Math.round(milliseconds * 1000)} µs` : `${milliseconds.toPrecision(3)} ms`;
}
