import type { StorageKind } from "@chakra-orm/core/internal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects, openDatabase, type TestDatabase } from "./databases.js";

describe.each(dialects)("operators of $name", (dialect) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(dialect);
    await db.connection.execute("create type mood as enum ('good_', 'bad%')");
    await db.connection.execute("create table t (s varchar(20), c char(4), x text, e mood)");
    await db.connection.execute(String.raw`insert into t values ('50% off\!', 'ab  ', 'Straße_É', 'bad%')`);
  });
  afterAll(() => db.close());

  async function found(operator: string, column: string, kind: StorageKind, value: string): Promise<boolean> {
    const sql = dialect.operators[operator];
    const template = sql?.byKind?.[kind] ?? sql?.template ?? "";
    const condition = template.replace("{column}", column).replace("{value}", "$1");
    return (await db.rows(`select 1 from t where ${condition}`, [value])).length === 1;
  }

  it.each([
    ["like", "s", "string", "50_ o%", true],
    ["like", "s", "string", String.raw`%\!`, true],
    ["like", "s", "string", String.raw`50\%%`, false],
    ["like", "x", "text", "straße%", false],
    ["ilike", "x", "text", "straße_é", true],
    ["contains", "s", "string", "%0!% of%", true],
    ["contains", "s", "string", "%0!_%", false],
    ["startsWith", "s", "string", "50!%%", true],
    ["endsWith", "s", "string", String.raw`%\!!`, true],
    ["endsWith", "c", "char", "%b  ", true],
    ["icontains", "x", "text", "%!_é%", true],
    ["istartsWith", "x", "text", "STRAß%", true],
    ["iendsWith", "x", "text", "%É", true],
    ["contains", "e", "enum", "%d!%", true],
    ["icontains", "e", "enum", "%BAD%", true],
    ["like", "e", "enum", "b%", true],
    ["matches", "s", "string", "^50%", true],
    ["matches", "e", "enum", "^bad", true],
    ["imatches", "x", "text", "^sTRASSE", false],
    ["imatches", "x", "text", "_é$", true],
  ] as const)("%s on %s: %s %j gives %s", async (operator, column, kind, value, expected) => {
    expect(await found(operator, column, kind, value)).toBe(expected);
  });

  it("extracts parts of instants by UTC", async () => {
    await db.connection.execute("create table d (v timestamptz(3))");
    await db.rows("insert into d values ($1)", ["2024-12-31T23:30:00.000Z"]);
    expect(
      await db.rows("select 1 from d where extract(month from v) = $1 and extract(day from v) = $2", ["12", "31"]),
    ).toHaveLength(1);
  });

  it("refuses lists of arrays", () => {
    expect(() => dialect.list.contains("a", "$1", "array")).toThrow(/arrays of arrays/);
  });

  it("finds nothing in an empty list, and does not mind a long one", async () => {
    const condition = dialect.list.contains("s", "$1", "string");
    expect(await db.rows(`select 1 from t where ${condition}`, [dialect.list.encode([], "string")])).toEqual([]);
    const many = Array.from({ length: 70_000 }, (_, i) => `member ${i}`);
    const rows = await db.rows(`select 1 from t where ${condition}`, [
      dialect.list.encode([...many, String.raw`50% off\!`], "string"),
    ]);
    expect(rows).toHaveLength(1);
  });
});
