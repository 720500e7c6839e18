import { describe, expect, test } from "vitest";
import { field } from "../../src/fields/index.js";
import { noneOf, oneOf } from "../../src/operators/one-of.js";
import * as filter from "../../src/query/methods/filter.js";
import { startQuery } from "../../src/query/state.js";
import type { ColumnMeta } from "../../src/schema/column-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { bind, compile } from "../../src/sql/compile.js";
import { tokenOf } from "../../src/statement/statement.js";
import { knexClients, recordingDialect } from "../recording/dialect.js";
import { modelOf } from "../recording/model.js";

const Thing = modelOf("Thing", {
  id: () => field.id(),
  name: () => field.string(50, { nullable: true }),
  size: () => field.integer(),
});
const meta = metaOf(Thing);
const start = startQuery(meta);
const tokenWhere = (condition: unknown) => tokenOf(filter.where(start, condition).select);

describe("the token of a condition", () => {
  test("is the same for lists of any length", () => {
    expect(tokenWhere({ size: oneOf([1]) })).toBe(tokenWhere({ size: oneOf([1, 2, 3]) }));
  });

  test.each<[string, unknown, unknown]>([
    ["null and a value", { name: null }, { name: "a" }],
    ["an empty list and a full one", { size: oneOf([]) }, { size: oneOf([1]) }],
    ["a list with null and one without", { name: oneOf(["a", null]) }, { name: oneOf(["a"]) }],
    ["none of nothing and none of something", { size: noneOf([]) }, { size: noneOf([1]) }],
    ["two properties with the same operator", { size: 1 }, { name: "1" }],
    ["no condition and one", {}, { size: 1 }],
  ])("differs between %s", (_, one, other) => {
    expect(tokenWhere(one)).not.toBe(tokenWhere(other));
  });

  test.each([
    ["limit", filter.limit],
    ["offset", filter.offset],
  ])("knows of a %s, not of its size", (_, clause) => {
    const size = (count: number) => tokenOf(clause(start, count).select);
    expect(size(1)).toBe(size(2));
    expect(size(1)).not.toBe(tokenOf(start.select));
  });

  test("has no room for an offset of nothing", () => {
    expect(tokenOf(filter.offset(start, 0).select)).toBe(tokenOf(start.select));
  });
});

describe.each(knexClients)("a statement written by knex's %s", (knexClient) => {
  const dialect = recordingDialect({ knexClient });

  test("counts limited rows inside, where the limit applies", () => {
    const limited = { ...filter.limit(filter.where(start, { size: 7 }), 3).select, yields: "count" } as const;
    const compiled = compile(dialect, limited);
    expect(compiled.text).toMatch(/^select count\(\*\) from \(select 1 from "thing.*limit [$?2]+\) as "rows"$/);
    expect(bind(compiled, limited)).toEqual([7, 3]);
  });

  test("inserts a row of defaults where no column is given", () => {
    const statement = { type: "insert", meta, columns: [], values: [], returning: [] } as const;
    const compiled = compile(dialect, statement);
    expect(compiled.text).toMatch(/^insert into "things" (default values|\(\) values \(\))$/);
    expect(bind(compiled, statement)).toEqual([]);
  });

  test("binds the values of an update before those of its condition", () => {
    const { where } = filter.where(start, { id: 9 }).select;
    const column = meta.byProperty.get("size") as ColumnMeta;
    const statement = { type: "update", meta, columns: [column], values: [5], where, returning: [] } as const;
    expect(bind(compile(dialect, statement), statement)).toEqual([5, 9]);
  });
});

describe("NULLs in an order", () => {
  const text = (nullsSortLast: boolean, key: string) =>
    compile(recordingDialect({ capabilities: { nullsSortLast } }), filter.orderBy(start, [key]).select).text;

  test("are told to stand last where the database would put them first", () => {
    expect(text(false, "name")).toContain('order by "name" nulls last');
    expect(text(false, "-name")).toContain('order by "name" desc nulls first');
  });

  test("are not mentioned where there are none, or where the database does right", () => {
    expect(text(false, "size")).not.toContain("nulls");
    expect(text(true, "name")).not.toContain("nulls");
  });
});
