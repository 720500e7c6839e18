import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as chakra from "../../src/index.js";
import { noneOf, oneOf, QueryError } from "../../src/index.js";
import { operators } from "../../src/operators/index.js";
import { isLookup, type OperatorDefinition } from "../../src/operators/operator.js";

const folder = new URL("../../src/operators/", import.meta.url);
const isDefinition = (value: unknown): value is OperatorDefinition =>
  typeof value === "object" && value !== null && "template" in value && "arity" in value;

test("every operator of every file is registered once", async () => {
  const found: OperatorDefinition[] = [];
  for (const name of readdirSync(folder).filter((file) => file !== "index.ts")) {
    const module: Record<string, unknown> = await import(new URL(name, folder).href);
    found.push(...Object.values(module).filter(isDefinition));
  }
  expect(new Set(found)).toEqual(new Set(operators));
  expect(operators).toHaveLength(found.length);
  expect(new Set(operators.map(({ name }) => name)).size).toBe(operators.length);
});

/** Chosen by the ORM where a column may be NULL; nobody writes it. */
const inner = ["neNullable"];

/** What operators are called with that take something of their own. */
const special: Readonly<Record<string, readonly unknown[]>> = {
  onDate: ["2024-01-01"],
  jsonPath: [["a", 0], 1],
  jsonContains: [{ a: 1 }],
  includesAll: [["a"]],
  includesAny: [["a"]],
};

describe.each(operators.filter(({ name }) => !inner.includes(name)))("the operator $name", (operator) => {
  const exported: unknown = Object.entries(chakra).find(([name]) => name === operator.name)?.[1];
  const call = exported as (...given: readonly unknown[]) => unknown;
  const operands = operator.arity === "list" ? [["a"]] : operator.arity === "pair" && !operator.expand ? [1, 2] : [1];
  const given =
    operator.name in special ? (special[operator.name] ?? []) : operator.operand === "text" ? ["a"] : operands;

  test("is exported under its name", () => {
    expect(exported).toBeDefined();
    const lookup = operator.arity === "none" ? exported : call(...given);
    expect(isLookup(lookup)).toBe(true);
    expect((lookup as { operator: unknown }).operator).toBe(operator);
  });

  test("refuses undefined, which would match everything or nothing", () => {
    if (operator.arity === "none") return;
    const missing = operator.arity === "list" ? [[undefined]] : given.map(() => undefined);
    expect(() => call(...missing)).toThrow(QueryError);
  });

  test("is no longer one once it went through JSON", () => {
    const lookup = operator.arity === "none" ? exported : call(...given);
    expect(isLookup(JSON.parse(JSON.stringify(lookup)))).toBe(false);
    expect(isLookup({ ...(lookup as object) })).toBe(false);
    expect(Object.isFrozen(lookup)).toBe(true);
  });
});

describe("a list", () => {
  test.each<[string, unknown]>([
    ["oneOf", oneOf],
    ["noneOf", noneOf],
  ])("of %s is an array without holes", (name, operator) => {
    const call = operator as (list: unknown) => unknown;
    for (const wrong of ["a", 5, null, undefined, { length: 1 }, new Set(["a"])]) {
      expect(() => call(wrong)).toThrow(`${name} takes an array of values: ${name}(["a", "b"]).`);
    }
    expect(() => call(new Array(2))).toThrow(`${name} was given undefined at [0]`);
    const list = ["a"];
    const lookup = call(list) as { operands: unknown[][] };
    list.push("b");
    expect(lookup.operands).toEqual([["a"]]);
  });
});

describe("a part of a date", () => {
  test.each<[string, unknown[]]>([
    ["year", [0, 9999, 1.5, "2024", Number.NaN, null]],
    ["month", [0, 13, 1.5, "1"]],
    ["day", [0, 32, -1]],
    ["onDate", ["2024-02-30", "2024-1-1", "", 5, new Date(), "2024-01-01T00:00:00Z"]],
  ])("of %s is a real one", (name, wrong) => {
    const call = Object.entries(chakra).find(([key]) => key === name)?.[1] as (value: unknown) => unknown;
    for (const value of wrong) expect(() => call(value)).toThrow(QueryError);
  });
});
