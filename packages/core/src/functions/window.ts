import type { FunctionDefinition, ResultKind } from "./function.js";

const place = (name: string, template: string, result: ResultKind = "count"): FunctionDefinition => ({
  name,
  template,
  result,
  nulls: "never",
  windowed: true,
});

const looked = (
  name: string,
  template: string,
  operands: readonly "integer"[] = [],
  nulls: "always" | "any" = "always",
): FunctionDefinition => ({ name, template, result: "first", nulls, operands, windowed: true });

/** Functions over the rows around each row, by the name under which they are called. */
export const windows = {
  rowNumber: place("rowNumber", "row_number()"),
  rank: place("rank", "rank()"),
  denseRank: place("denseRank", "dense_rank()"),
  percentRank: place("percentRank", "percent_rank()", "double"),
  cumeDist: place("cumeDist", "cume_dist()", "double"),
  ntile: place("ntile", "ntile({0})"),
  lag: looked("lag", "lag({0}, {1})", ["integer"]),
  lead: looked("lead", "lead({0}, {1})", ["integer"]),
  lagOr: looked("lagOr", "lag({0}, {1}, {2})", ["integer"], "any"),
  leadOr: looked("leadOr", "lead({0}, {1}, {2})", ["integer"], "any"),
  firstValue: looked("firstValue", "first_value({0})"),
  lastValue: looked("lastValue", "last_value({0})"),
  nthValue: looked("nthValue", "nth_value({0}, {1})", ["integer"]),
} as const satisfies Readonly<Record<string, FunctionDefinition>>;

/** The frames that a window may have: which rows around each one are looked at. */
export const frames = {
  /** From the first row to this one. */
  toHere: "rows between unbounded preceding and current row",
  /** From this one to the last. */
  fromHere: "rows between current row and unbounded following",
  /** All rows of the partition. */
  all: "rows between unbounded preceding and unbounded following",
} as const;

/** The name of a frame. */
export type FrameName = keyof typeof frames;
