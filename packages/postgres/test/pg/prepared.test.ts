import type { DriverConnection, DriverValue } from "@chakra-orm/core/internal";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { SchemaVersion, StatementNames } from "../../src/pg/statement-names.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

const run = async (connection: DriverConnection, text: string, values: readonly DriverValue[] = [], prepare = true) =>
  (await connection.run({ text, values, prepare })).rows;

const named = (connection: DriverConnection) =>
  run(connection, "select name from pg_prepared_statements order by name", [], false);

describe("names of prepared statements", () => {
  it("come from the text alone, stay short, and are bounded", () => {
    const [one, two] = [new StatementNames(new SchemaVersion()), new StatementNames(new SchemaVersion())];
    const name = one.nameOf("select 1") ?? "";
    expect(name).toMatch(/^chakra_[0-9a-f]{24}$/);
    expect(two.nameOf("select 1")).toBe(name);
    expect(one.nameOf("select 2")).not.toBe(name);
    const names = Array.from({ length: 1000 }, (_, i) => one.nameOf(`select ${i}`));
    expect(new Set(names.filter((n) => n !== undefined)).size).toBe(500);
    expect(one.nameOf("select 1")).toBe(name);
  });

  it("are never used again after the schema changed", () => {
    const schema = new SchemaVersion();
    const names = new StatementNames(schema);
    const seen = new Set<string | undefined>();
    for (let i = 0; i < 5; i++) {
      seen.add(names.nameOf("a")).add(names.nameOf("b"));
      names.forget("a");
      seen.add(names.nameOf("a"));
      schema.current++;
    }
    expect(seen.size).toBe(15);
    expect([...seen].every((name) => name !== undefined && name.length <= 63)).toBe(true);
  });
});

describe("prepared statements", () => {
  let db: TestDatabase;
  let one: DriverConnection;
  let two: DriverConnection;
  /** Of another process, for all that this one knows. */
  let other: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres);
    other = await openDatabase(postgres, { url: db.url });
  });
  afterAll(async () => {
    await other.close();
    await db.close();
  });
  beforeEach(async () => {
    [one, two] = [await db.driver.connect(), await db.driver.connect()];
    await one.execute("drop table if exists t; create table t (id int, v date)");
  });
  afterEach(() => Promise.all([one.close(), two.close()]));

  it("are kept where both the request and the configuration say so", async () => {
    await run(one, "select 1");
    await run(one, "select 1");
    await run(one, "select 2", [], false);
    expect(await named(one)).toHaveLength(1);
    const plain = await postgres.createDriver(configOf({ url: db.url, prepare: false })).connect();
    await run(plain, "select 1");
    expect(await named(plain)).toEqual([]);
    await plain.close();
  });

  it("stay bounded on a connection", async () => {
    for (let i = 0; i < 520; i++) await run(one, `select ${i}`);
    expect(await named(one)).toHaveLength(500);
  });

  it("are prepared anew when another process changes what they give", async () => {
    await run(one, "select * from t");
    await other.connection.execute("alter table t add column w int");
    await run(other.connection, "insert into t values (1, null, 2)");
    expect(await run(one, "select * from t")).toEqual([["1", null, "2"]]);
  });

  it("are prepared anew after a transaction that met such a change", async () => {
    await run(one, "select * from t");
    await other.connection.execute("alter table t add column w int");
    await one.execute("begin");
    await expect(run(one, "select * from t")).rejects.toMatchObject({ code: "0A000" });
    await one.execute("rollback");
    await one.execute("begin");
    expect(await run(one, "select * from t")).toEqual([]);
    await one.execute("commit");
  });

  it("take the wider values of a column that another process widened", async () => {
    await run(one, "insert into t (id) values ($1)", ["1"]);
    await other.connection.execute("alter table t alter column id type bigint");
    await run(one, "insert into t (id) values ($1)", ["9007199254740993"]);
    expect(await run(one, "select id from t order by id")).toEqual([["1"], ["9007199254740993"]]);
  });

  it("still refuse what does not fit, in a transaction and outside", async () => {
    const insert = () => run(one, "insert into t (id) values ($1)", ["9007199254740993"]);
    await expect(insert()).rejects.toMatchObject({ code: "22003" });
    await one.execute("begin");
    await expect(insert()).rejects.toMatchObject({ code: "22003" });
    await one.execute("rollback");
  });

  it("never cut values off to the type that a column had before", async () => {
    const insert = "insert into t (v) values ($1)";
    await run(two, insert, ["2024-02-29"]);
    await one.execute("begin; alter table t alter column v type timestamptz");
    await one.execute("commit");
    await run(two, insert, ["2024-02-29T12:34:56.789Z"]);
    expect(await run(two, "select v from t order by v desc limit 1")).toEqual([["2024-02-29 12:34:56.789+00"]]);
  });

  it("survive that somebody deallocates them", async () => {
    await run(one, "select 1");
    await one.execute("deallocate all");
    expect(await run(one, "select 1")).toEqual([["1"]]);
    expect(await run(one, "select 1")).toEqual([["1"]]);
  });
});
