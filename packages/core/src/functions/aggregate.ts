import type { FunctionDefinition } from "./function.js";

/** Functions over the rows of a group, by the name under which they are called. */
export const aggregates = {
  count: { name: "count", template: "count({0})", result: "count", nulls: "never", aggregate: true },
  countAll: { name: "countAll", template: "count(*)", result: "count", nulls: "never", aggregate: true },
  countDistinct: {
    name: "countDistinct",
    template: "count(distinct {0})",
    result: "count",
    nulls: "never",
    aggregate: true,
  },
  sum: {
    name: "sum",
    template: "sum({0})",
    result: "sum",
    nulls: "always",
    aggregate: true,
    takes: "number",
    storageAggregate: "sum",
  },
  avg: {
    name: "avg",
    template: "avg({0})",
    result: "average",
    nulls: "always",
    aggregate: true,
    takes: "number",
    storageAggregate: "avg",
  },
  min: {
    name: "min",
    template: "min({0})",
    result: "first",
    nulls: "always",
    aggregate: true,
    takes: "ordered",
    storageAggregate: "min",
  },
  max: {
    name: "max",
    template: "max({0})",
    result: "first",
    nulls: "always",
    aggregate: true,
    takes: "ordered",
    storageAggregate: "max",
  },
  stringAgg: {
    name: "stringAgg",
    template: "string_agg({0}, {1})",
    result: "text",
    nulls: "always",
    aggregate: true,
    takes: "text",
    operands: ["text"],
  },
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
