import type { MemoryReport, MemorySummary } from "../memory/measure-memory.js";
import type { Spread } from "../statistics/spread.js";
import type { Grid } from "./grid.js";

/** The table of what libraries and their records take of memory. */
export function memoryGrid({ comments, summaries }: MemoryReport): Grid {
  const all = comments.toLocaleString("en");
  const [first] = summaries;
  const times = (summary: MemorySummary, figure: "commentsHeap" | "commentsResident"): string =>
    first === undefined ? "–" : (summary[figure].median / first[figure].median).toFixed(2);
  return {
    title: "Time and memory, each in fresh processes: median",
    head: [
      "",
      "import",
      "memory\nafter import",
      "heap of 10,000\nusers kept",
      `heap of ${all}\ncomments kept`,
      `times\n${first?.label ?? ""}`,
      "by which\nthe process grows",
      `times\n${first?.label ?? ""}`,
      `peak above idle,\n${all} streamed`,
    ],
    rows: summaries.map((summary) => [
      summary.label,
      `${Math.round(summary.importMilliseconds.median)} ms`,
      megabytes(summary.importResident),
      megabytes(summary.usersHeap),
      megabytes(summary.commentsHeap),
      times(summary, "commentsHeap"),
      megabytes(summary.commentsResident),
      times(summary, "commentsResident"),
      summary.streamPeak === undefined ? "–" : megabytes(summary.streamPeak),
    ]),
  };
}

const megabytes = ({ median }: Spread): string => `${(median / 2 ** 20).toFixed(1)} MB`;
