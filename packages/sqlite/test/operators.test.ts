import type { DriverValue } from "@chakra-orm/core/internal";
import { sqlite } from "@chakra-orm/sqlite";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { globOfLike } from "../src/patterns/glob.js";
import { rows, session } from "./session.js";

type Ask = (operator: string, column: DriverValue, value: DriverValue) => Promise<unknown>;
let ask: Ask;

/** Fills the template in as core does, with the column's value from a subquery. */
const asker = async (): Promise<Ask> => {
  const connection = await session();
  return async (operator, column, value) => {
    const sql = sqlite.operators[operator];
    if (sql === undefined) throw new Error(operator);
    const operand = typeof value === "string" && sql.operand ? sql.operand(value) : value;
    const condition = sql.template.replaceAll("{column}", "t.c").replace("{value}", "?");
    const [row] = await rows(connection, `select ${condition} from (select ? as c) as t`, operand, column);
    return row?.[0];
  };
};

/** LIKE without an escape, by the book. */
function likeReference(text: string, pattern: string): boolean {
  const source = [...pattern].map((c) =>
    c === "%" ? ".*" : c === "_" ? "." : c.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
  );
  return new RegExp(`^${source.join("")}$`, "su").test(text);
}

describe("operators on text", () => {
  const letters = fc.string({
    unit: fc.constantFrom("a", "A", "é", "😀", "%", "_", "*", "?", "[", "]", "^", "-", "!", "\n"),
    maxLength: 8,
  });

  test("every template uses the value once", () => {
    for (const { template } of Object.values(sqlite.operators)) expect(template.split("{value}")).toHaveLength(2);
  });

  test("LIKE is case-sensitive and means the same as elsewhere", async () => {
    const ask = await asker();
    await fc.assert(
      fc.asyncProperty(letters, letters, async (text, pattern) => {
        expect(await ask("like", text, pattern)).toBe(BigInt(likeReference(text, pattern)));
      }),
      { numRuns: 3000 },
    );
    expect(globOfLike("100%_*[x]?")).toBe("100*?[*][[]x][?]");
  });

  test("contains, startsWith and endsWith are those of JavaScript", async () => {
    const ask = await asker();
    await fc.assert(
      fc.asyncProperty(letters, letters, async (text, part) => {
        expect(await ask("contains", text, part)).toBe(BigInt(text.includes(part)));
        expect(await ask("startsWith", text, part)).toBe(BigInt(text.startsWith(part)));
        expect(await ask("endsWith", text, part)).toBe(BigInt(text.endsWith(part)));
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ["ilike", "ÜBER uns", "über%", 1n],
    ["ilike", "abc", "A_", 0n],
    ["icontains", "ΟΔΟΣ", "δος", 1n],
    ["icontains", "Straße", "RASS", 0n],
    ["icontains", "Ärger", "äR", 1n],
    ["icontains", "abc", "", 1n],
    ["istartsWith", "Élan", "éL", 1n],
    ["istartsWith", "a*c", "A*", 1n],
    ["iendsWith", "ЖЁЛТЫЙ", "тый", 1n],
    ["matches", "user42", "^user\\d+$", 1n],
    ["matches", "User42", "^user", 0n],
    ["imatches", "ÉTÉ", "^é.é$", 1n],
    ["matches", "😀", "^.$", 1n],
  ] as const)("%s: %s, %s", async (operator, column, value, verdict) => {
    const ask = await asker();
    expect(await ask(operator, column, value)).toBe(verdict);
    expect(await ask(operator, null, value)).toBeNull();
  });

  test("an invalid pattern is a QueryError before the database sees it", () => {
    for (const name of ["matches", "imatches"]) {
      expect(() => sqlite.operators[name]?.operand?.("(")).toThrow(expect.objectContaining({ code: "QUERY" }));
    }
  });
});

describe("operators on dates, JSON and arrays", () => {
  beforeAll(() => {
    ask = async (...question) => (await asker())(...question);
  });

  test.each([
    ["month", "2024-02-29T23:59:59.999Z", 2n, 1n],
    ["month", "2024-02-29", 3n, 0n],
    ["day", "2024-02-29 10:00:00", 29n, 1n],
    ["hasKey", '{"a":null,"q\\"":1,"é":2}', 'q"', 1n],
    ["hasKey", '{"a":null}', "a", 1n],
    ["hasKey", '{"a":1}', "b", 0n],
    ["hasKey", "[1,2]", "0", 0n],
    ["jsonContains", '{"a":1,"b":{"c":[1,2,{"d":3}]}}', '{"b":{"c":[{"d":3},1]}}', 1n],
    ["jsonContains", '{"a":1}', '{"a":2}', 0n],
    ["jsonContains", '{"a":1}', '{"toString":{}}', 0n],
    ["jsonContains", '["x","y"]', '"x"', 1n],
    ["jsonContains", '{"a":["x"]}', '{"a":"x"}', 0n],
    ["includesAll", "[1,2,3]", "[3,1]", 1n],
    ["includesAll", "[1,2,3]", "[4]", 0n],
    ["includesAll", "[1,null]", "[null]", 0n],
    ["includesAll", "[]", "[]", 1n],
    ["includesAny", '["a","b"]', '["c","b"]', 1n],
    ["includesAny", '["a"]', "[]", 0n],
    ["includesAny", "[1,null]", "[null]", 0n],
  ] as const)("%s: %s, %s", async (operator, column, value, verdict) => {
    expect(Number((await ask(operator, column, value)) ?? 0)).toBe(Number(verdict));
    expect(await ask(operator, null, value)).toBeNull();
  });
});
