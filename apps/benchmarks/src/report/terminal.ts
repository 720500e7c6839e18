import Table from "cli-table3";
import type { Grid } from "./grid.js";

/** The grid for a terminal; the first column is text, the others are figures. */
export function toTerminal({ title, head, rows }: Grid): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, index) => (index === 0 ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return `${title}\n${table.toString()}`;
}
