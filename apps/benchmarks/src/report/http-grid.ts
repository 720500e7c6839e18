import type { HttpSummary } from "../http/measure-http.js";
import type { Grid } from "./grid.js";

/** The table of how many requests a second servers answer. */
export function httpGrid(summaries: readonly HttpSummary[]): Grid {
  return {
    title: "GET /api/articles/:slug through Fastify, in times the first of the same round: median (p10–p90)",
    head: ["", "ratio", "requests a second"],
    rows: summaries.map(({ server, ratio, requestsPerSecond }) => [
      server,
      `${ratio.median.toFixed(2)} (${ratio.p10.toFixed(2)}–${ratio.p90.toFixed(2)})`,
      Math.round(requestsPerSecond.median).toLocaleString("en"),
    ]),
  };
}
