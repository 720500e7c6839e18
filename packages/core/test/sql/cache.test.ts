import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { field } from "../../src/fields/index.js";
import { gt } from "../../src/operators/gt.js";
import { oneOf } from "../../src/operators/one-of.js";
import * as filter from "../../src/query/methods/filter.js";
import { startQuery } from "../../src/query/state.js";
import { metaOf } from "../../src/schema/registry.js";
import { StatementCache } from "../../src/sql/cache.js";
import { bind, compileFresh, compileSql } from "../../src/sql/compile.js";
import { not } from "../../src/statement/combined.js";
import type { Statement } from "../../src/statement/statement.js";
import type { SqlNode } from "../../src/statement/tree.js";
import { knexClients, recordingDialect } from "../recording/dialect.js";
import { modelOf } from "../recording/model.js";
import { placeholdersOf } from "../recording/placeholders.js";
import { marker } from "./columns.js";
import { randomExpressionStatements } from "./random-expression-statement.js";
import { randomJoins } from "./random-join.js";
import { randomRelatedStatements } from "./random-related-statement.js";
import { randomStatements } from "./random-statement.js";

const kinds: readonly [name: string, runs: number, make: (canReturn: boolean) => fc.Arbitrary<readonly Statement[]>][] =
  [
    ["statements", 400, randomStatements],
    ["statements across relations", 120, () => randomRelatedStatements],
    ["statements of expressions", 150, () => randomExpressionStatements],
    ["statements over joined tables", 80, () => randomJoins],
  ];

describe.each(
  knexClients.flatMap((knexClient) => kinds.map(([kind, numRuns, make]) => ({ knexClient, kind, numRuns, make }))),
)("$kind written by knex's $knexClient", ({ knexClient, numRuns, make }) => {
  const dialect = recordingDialect({ knexClient });
  const statements = make(knexClient !== "mysql2");

  // One property, since writing statements is what costs. Texts are found by tokens: where a cached text equals the fresh
  // one, equal tokens have equal text.
  test("a cached text with its bindings equals a fresh compile, has a placeholder a value, and holds no value", () => {
    const cache = new StatementCache(dialect);
    const texts = new Set<string>();
    const property = fc.property(statements, (several) => {
      for (const statement of several) {
        const compiled = cache.get(statement);
        const fresh = compileFresh(dialect, statement);
        const values = bind(compiled, statement);
        expect(compiled.text).toBe(fresh.text);
        expect(values).toStrictEqual(fresh.values);
        expectPlaceholders(compiled.text, values.length, knexClient);
        expectNoValue(fresh.text);
        for (const value of values) expect(String(value)).not.toContain("chakra slot");
        texts.add(compiled.text);
      }
    });
    fc.assert(property, { numRuns });
    expect(texts.size).toBeGreaterThan(20);
  });
});

function expectPlaceholders(text: string, count: number, knexClient: string): void {
  const placeholders = placeholdersOf(text, knexClient);
  expect(placeholders).toHaveLength(count);
  if (knexClient === "pg") expect(placeholders).toEqual(placeholders.map((_, i) => `$${i + 1}`));
}

function expectNoValue(text: string): void {
  expect(text).not.toContain(marker);
  // The values of these tests have nine digits or more; names and syntax have none of that length.
  // What knex's MySQL compiler writes for an offset without a limit is a constant of its own.
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, "").replaceAll("limit 18446744073709551615 ", "");
  expect(bare).not.toMatch(/[4-7]\d{8}/);
}

describe("the cache of statements", () => {
  const Thing = modelOf("Thing", { id: () => field.id(), size: () => field.integer() });
  const meta = metaOf(Thing);

  test("compiles a shape once, whatever its values", () => {
    const cache = new StatementCache(recordingDialect());
    const [first, ...others] = [1, 2, 3].map((id) => cache.get(filter.where(startQuery(meta), { id }).select));
    for (const other of others) expect(other).toBe(first);
    expect(cache.size).toBe(1);
  });

  test("is bounded: the least used shapes go first", () => {
    const cache = new StatementCache(recordingDialect(), 3);
    const shape = (keys: number) =>
      filter.orderBy(
        startQuery(meta),
        Array.from({ length: keys }, () => "id"),
      ).select;
    const kept = cache.get(shape(0));
    for (let keys = 1; keys < 10; keys++) {
      cache.get(shape(keys));
      expect(cache.get(shape(0))).toBe(kept);
    }
    expect(cache.size).toBe(3);
  });

  test("knows which texts may be kept prepared, and which of them need a plan for their values", () => {
    const cache = new StatementCache(recordingDialect());
    const waysOf = (condition: object, count?: number) => {
      const { select } = filter.where(startQuery(meta), condition);
      const { prepare, replanned } = cache.get(count === undefined ? select : { ...select, limit: count });
      return { prepare, replanned };
    };
    const prepared = { prepare: true, replanned: undefined };
    const replanned = { prepare: false, replanned: true };
    expect(waysOf({ size: 1 }, 10)).toEqual(prepared);
    expect(waysOf({ size: oneOf([1, 2]) }, 10)).toEqual(prepared);
    expect(waysOf({ size: gt(1) })).toEqual(prepared);
    expect(waysOf({ size: gt(1) }, 10)).toEqual(replanned);
    expect(waysOf(not({ id: 1, size: gt(1) }), 10)).toEqual(replanned);
    const text: SqlNode = { type: "sql", strings: ["select 1"], parts: [] };
    expect(compileSql(recordingDialect(), text)).toMatchObject({ prepare: false });
    expect(compileSql(recordingDialect(), text)).not.toHaveProperty("replanned");
  });

  test("keeps dialects apart", () => {
    const statement = filter.where(startQuery(meta), { id: 1 }).select;
    const texts = knexClients.map(
      (knexClient) => new StatementCache(recordingDialect({ knexClient })).get(statement).text,
    );
    expect(texts[0]).toContain("$1");
    expect(texts[1]).toContain("?");
  });
});
