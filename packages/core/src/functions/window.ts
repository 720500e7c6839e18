import type { FunctionDefinition } from "./function.js";

/** Functions over the rows around each row, by the name under which they are called. */
export const windows = {
  rowNumber: { name: "rowNumber", template: "row_number()", result: "count", nulls: "never", windowed: true },
  rank: { name: "rank", template: "rank()", result: "count", nulls: "never", windowed: true },
  denseRank: { name: "denseRank", template: "dense_rank()", result: "count", nulls: "never", windowed: true },
  lag: {
    name: "lag",
    template: "lag({0}, {1})",
    result: "first",
    nulls: "always",
    operands: ["integer"],
    windowed: true,
  },
  lead: {
    name: "lead",
    template: "lead({0}, {1})",
    result: "first",
    nulls: "always",
    operands: ["integer"],
    windowed: true,
  },
  firstValue: { name: "firstValue", template: "first_value({0})", result: "first", nulls: "always", windowed: true },
  lastValue: { name: "lastValue", template: "last_value({0})", result: "first", nulls: "always", windowed: true },
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
