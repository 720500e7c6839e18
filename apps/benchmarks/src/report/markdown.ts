import type { Grid } from "./grid.js";

/** The grid as a Markdown table under its title. */
export function toMarkdown({ title, head, rows }: Grid): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = `| ${head.map((_, index) => (index === 0 ? "---" : "---:")).join(" | ")} |`;
  return [`**${title}**`, "", line(head), rule, ...rows.map(line)].join("\n");
}

const escaped = (cell: string): string => cell.replace(/[\\|]/g, "\\$&").replaceAll("\n", "<br>");
