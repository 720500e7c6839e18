import type { FunctionDefinition } from "./function.js";

const infix = (name: string, arithmetic: "+" | "-" | "*" | "/"): FunctionDefinition => ({
  name,
  template: `({0} ${arithmetic} {1})`,
  result: "first",
  nulls: "any",
  arithmetic,
});

const text = (name: string, template: string, operands: readonly ("integer" | "text")[] = []): FunctionDefinition => ({
  name,
  template,
  result: "text",
  nulls: "any",
  operands,
});

const part = (name: string): FunctionDefinition => ({
  name,
  template: `extract(${name} from {0})`,
  result: "integer",
  nulls: "any",
});

/** Functions of single values, by the name under which they are called. */
export const scalars = {
  plus: infix("plus", "+"),
  minus: infix("minus", "-"),
  times: infix("times", "*"),
  dividedBy: infix("dividedBy", "/"),
  modulo: { name: "modulo", template: "({0} % {1})", result: "first", nulls: "any" },
  abs: { name: "abs", template: "abs({0})", result: "first", nulls: "any" },
  floor: { name: "floor", template: "floor({0})", result: "first", nulls: "any" },
  ceiling: { name: "ceiling", template: "ceil({0})", result: "first", nulls: "any" },
  round: { name: "round", template: "round({0}, {1})", result: "first", nulls: "any", operands: ["integer"] },
  lower: text("lower", "lower({0})"),
  upper: text("upper", "upper({0})"),
  trim: text("trim", "trim({0})"),
  length: { name: "length", template: "length({0})", result: "integer", nulls: "any" },
  substring: text("substring", "substr({0}, {1}, {2})", ["integer", "integer"]),
  rest: text("rest", "substr({0}, {1})", ["integer"]),
  replace: text("replace", "replace({0}, {1}, {2})", ["text", "text"]),
  position: { name: "position", template: "position({1} in {0})", result: "integer", nulls: "any", operands: ["text"] },
  concat: text("concat", "({||})"),
  coalesce: { name: "coalesce", template: "coalesce({*})", result: "first", nulls: "all" },
  nullIf: { name: "nullIf", template: "nullif({0}, {1})", result: "first", nulls: "always" },
  firstOfYear: { name: "firstOfYear", template: "date_trunc('year', {0})", result: "first", nulls: "any" },
  firstOfMonth: { name: "firstOfMonth", template: "date_trunc('month', {0})", result: "first", nulls: "any" },
  year: part("year"),
  quarter: part("quarter"),
  month: part("month"),
  day: part("day"),
  hour: part("hour"),
  minute: part("minute"),
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
