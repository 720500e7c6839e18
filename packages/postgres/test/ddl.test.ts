import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects, openDatabase, type TestDatabase } from "./databases.js";

const names = [
  "select",
  "Order",
  "a b",
  'a"b',
  "a'b",
  "a`b",
  "a;b",
  "a.b",
  "a--b",
  "a/*b*/",
  "日本",
  "1abc",
  "$1",
  "?",
  ":name",
  "{{x}}",
];

describe.each(dialects)("DDL of $name", (dialect) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(dialect);
  });
  afterAll(() => db.close());

  it("creates, finds and drops tables of every name, in a schema or in none", async () => {
    const { quote, ddl } = dialect;
    await db.connection.execute(`create schema ${quote('s"s')}`);
    const exists = async (table: string, schema?: string) => (await db.rows(ddl.tableExists(table, schema))).length;
    for (const name of [...names, "x".repeat(63)]) {
      expect(await exists(name)).toBe(0);
      await db.connection.execute(`create table ${quote(name)} (${quote(name)} int)`);
      expect(await exists(name)).toBe(1);
      expect(await exists(name, 's"s')).toBe(0);
      await db.connection.execute(`create table ${quote('s"s')}.${quote(name)} ()`);
      expect(await exists(name, 's"s')).toBe(1);
    }
    for (const text of ddl.dropTables(names.map(quote))) await db.connection.execute(text);
    for (const name of names) expect([await exists(name), await exists(name, 's"s')]).toEqual([0, 1]);
    expect(() => quote("a\0b")).toThrow();
  });

  it("drops tables that refer to each other, and no others", async () => {
    await db.connection.execute(
      "create table a (id int primary key); create table b (id int primary key references a); alter table a add foreign key (id) references b",
    );
    expect(dialect.ddl.dropTables([])).toEqual([]);
    for (const text of dialect.ddl.dropTables(['"a"', '"b"', '"missing"'])) await db.connection.execute(text);
    expect(await db.rows(dialect.ddl.tableExists("a", undefined))).toEqual([]);
    await db.connection.execute("create table a (id int primary key); create table b (id int references a)");
    const [drop = ""] = dialect.ddl.dropTables(['"a"']);
    await expect(db.connection.execute(drop)).rejects.toMatchObject({ code: "2BP01" });
  });

  it("numbers rows, takes given numbers too, and computes generated columns", async () => {
    const { ddl, storages } = dialect;
    const id = `id ${storages.int64.type({})} ${ddl.autoIncrement} primary key`;
    await db.connection.execute(`create table n (${id}, a text, b ${ddl.generated("text", "upper(a)")})`);
    expect(await db.rows("insert into n (a) values ($1) returning id, b", ["x"])).toEqual([["1", "X"]]);
    expect(await db.rows("insert into n (id, a) values ($1, $2) returning id", ["7", "y"])).toEqual([["7"]]);
  });

  it("writes rules as checks", async () => {
    const { rules, literal } = dialect;
    const checks = [
      rules.minLength("s", { rule: "minLength", value: 2 }, "text", literal),
      rules.max("d", { rule: "max", value: "12.50" }, "decimal", literal),
      rules.min("i", { rule: "min", value: -3 }, "int32", literal),
      rules.pattern("s", { rule: "pattern", value: "^[a-z']+$", flags: "i" }, "text", literal),
    ];
    expect(rules.pattern("s", { rule: "pattern", value: "a", flags: "m" }, "text", literal)).toBeUndefined();
    expect(rules.minLength("s", { rule: "minLength", value: 2 }, "char", literal)).toBeUndefined();
    await db.connection.execute(
      `create table r (s text, d numeric(6, 2), i int, ${checks.map((check) => `check (${check})`).join(", ")})`,
    );
    await db.rows("insert into r values ($1, $2, $3)", ["It's", "12.50", "-3"]);
    for (const row of [
      ["a", "1", "1"],
      ["ab", "12.51", "1"],
      ["ab", "1", "-4"],
      ["a1", "1", "1"],
    ]) {
      await expect(db.rows("insert into r values ($1, $2, $3)", row)).rejects.toMatchObject({ code: "23514" });
    }
  });

  it("begins transactions of every kind", async () => {
    await db.connection.execute(dialect.begin({ isolation: "serializable", readOnly: true }).join("; "));
    expect(
      await db.rows("select current_setting('transaction_isolation'), current_setting('transaction_read_only')"),
    ).toEqual([["serializable", "on"]]);
    await db.connection.execute("rollback");
    expect(dialect.begin({})).toEqual(["begin"]);
  });
});
