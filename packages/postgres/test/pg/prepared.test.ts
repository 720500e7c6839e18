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

  it("are planned for their values each time where the request says so", async () => {
    await one.execute("insert into t (id) select generate_series(1, 2000); create index on t (id); analyze t");
    const first = async (from: number, count: number) => {
      const text = "select id from t where id >= $1 order by id limit $2";
      return (await one.run({ text, values: [from, count], prepare: false, replanned: true })).rows.length;
    };
    const plans = () =>
      run(one, "select name, generic_plans, custom_plans <= 5 from pg_prepared_statements", [], false);
    const seen = new Set<unknown>();
    // Plans for much are dear, so that one for all would seem a good bargain.
    for (let i = 0; i < 17; i++) {
      expect(await first(1, 2000)).toBe(2000);
      const [[name, ...counts] = [], ...others] = await plans();
      expect(seen.add(name).size).toBe(1);
      expect([counts, others]).toEqual([["0", "t"], []]);
    }
    expect(await first(1990, 3)).toBe(3);
  });

  it("that are planned each time are as well as others after an error, in a transaction and outside", async () => {
    const request = { text: "select 10 / $1::int as v from t where id < $2 limit 5", prepare: false, replanned: true };
    const rows = async (by: number) => (await one.run({ ...request, values: [by, 9] })).rows;
    await one.execute("insert into t (id) values (1)");
    for (let i = 0; i < 20; i++) {
      await expect(rows(0)).rejects.toMatchObject({ code: "22012" });
      if (i % 3 === 0) {
        await one.execute("begin");
        await expect(rows(0)).rejects.toMatchObject({ code: "22012" });
        await expect(rows(2)).rejects.toMatchObject({ code: "25P02" });
        await one.execute("rollback");
      }
      expect(await rows(2)).toEqual([["5"]]);
    }
    await one.execute("deallocate all");
    for (let i = 0; i < 7; i++) expect(await rows(5)).toEqual([["2"]]);
    expect(await named(one)).toHaveLength(1);
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
