import type { Arithmetic, FunctionDefinition } from "./function.js";

const infix = (name: string, arithmetic: Arithmetic): FunctionDefinition => ({
  name,
  template: `({0} ${arithmetic} {1})`,
  result: "first",
  nulls: "any",
  takes: "number",
  arithmetic,
});

const text = (name: string, template: string, operands: readonly ("integer" | "text")[] = []): FunctionDefinition => ({
  name,
  template,
  result: "text",
  nulls: "any",
  takes: "text",
  operands,
});

/** The one of several that is greatest or least. What has no value does not count. */
const picked = (name: string): FunctionDefinition => ({
  name,
  template: `${name}({*})`,
  result: "first",
  nulls: "all",
  takes: "ordered",
  picks: true,
});

/** Reckoned in floating point, and NULL where there is no such number. */
const double = (name: string, template: string): FunctionDefinition => ({
  name,
  template,
  result: "double",
  nulls: "always",
  takes: "number",
});

/** Of a decimal, the result has other digits after the point than it. */
const rounded = (name: string, template: string): FunctionDefinition => ({
  name,
  template,
  result: "rounded",
  nulls: "any",
  takes: "number",
});

/** Functions of single values, by the name under which they are called. */
export const scalars = {
  plus: infix("plus", "+"),
  minus: infix("minus", "-"),
  times: infix("times", "*"),
  // By zero there is no value, and no error.
  dividedBy: { ...infix("dividedBy", "/"), template: "({0} / nullif({1}, 0))", nulls: "always" },
  modulo: { ...infix("modulo", "%"), template: "({0} % nullif({1}, 0))", nulls: "always" },
  abs: { name: "abs", template: "abs({0})", result: "first", nulls: "any", takes: "number" },
  floor: rounded("floor", "floor({0})"),
  ceiling: rounded("ceiling", "ceil({0})"),
  round: { ...rounded("round", "round({0}, {1})"), operands: ["integer"] },
  lower: text("lower", "lower({0})"),
  upper: text("upper", "upper({0})"),
  trim: text("trim", "trim({0})"),
  length: { name: "length", template: "length({0})", result: "integer", nulls: "any", takes: "measured" },
  substring: text("substring", "substr({0}, {1}, {2})", ["integer", "integer"]),
  rest: text("rest", "substr({0}, {1})", ["integer"]),
  replace: text("replace", "replace({0}, {1}, {2})", ["text", "text"]),
  position: {
    name: "position",
    template: "position({1} in {0})",
    result: "integer",
    nulls: "any",
    takes: "text",
    operands: ["text"],
  },
  concat: text("concat", "({||})"),
  coalesce: { name: "coalesce", template: "coalesce({*})", result: "first", nulls: "all", picks: true },
  nullIf: { name: "nullIf", template: "nullif({0}, {1})", result: "first", nulls: "always" },
  greatest: picked("greatest"),
  least: picked("least"),
  power: double("power", "power({0}, {1})"),
  sqrt: double("sqrt", "sqrt({0})"),
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
