import type { FunctionSql } from "@chakra-orm/core/internal";

const part = (format: string): FunctionSql => ({ template: `cast(strftime('${format}', {0}) as integer)` });

/** Functions that SQLite writes in its own way. */
export const functions: Readonly<Record<string, FunctionSql>> = {
  position: { template: "instr({0}, {1})" },
  ceiling: { template: "ceil({0})" },
  stringAgg: { template: "group_concat({0}, {1})" },
  year: part("%Y"),
  month: part("%m"),
  day: part("%d"),
  hour: part("%H"),
  minute: part("%M"),
  quarter: { template: "((cast(strftime('%m', {0}) as integer) + 2) / 3)" },
  firstOfYear: {
    template: "strftime('%Y-01-01T00:00:00.000Z', {0})",
    byKind: { date: "strftime('%Y-01-01', {0})" },
  },
  firstOfMonth: {
    template: "strftime('%Y-%m-01T00:00:00.000Z', {0})",
    byKind: { date: "strftime('%Y-%m-01', {0})" },
  },
};
