import type { DriverConnection } from "@chakra-orm/core/internal";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { postgres } from "../../src/index.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

const values =
  "select 1::int8, true, 'a'::text, '2024-01-01'::date, now(), '{\"a\":1}'::jsonb, '{1,2}'::int[], null, '\\x00'::bytea";

describe("a connection over pg", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres);
  });
  afterAll(() => db.close());
  afterEach(() => void vi.unstubAllEnvs());

  const open = (config: Parameters<typeof configOf>[0] = {}): Promise<DriverConnection> =>
    postgres.createDriver(configOf({ url: db.url, ...config })).connect();

  it("gives rows as arrays of the server's text, and leaves pg's own parsers alone", async () => {
    const [row = []] = await db.rows(values);
    expect(row.map((value) => typeof value)).toEqual(
      [..."ssssssssn"]
        .map((kind) => (kind === "s" ? "string" : "object"))
        .with(7, "object")
        .with(8, "string"),
    );
    expect(pg.types.getTypeParser(23, "text")("1")).toBe(1);
  });

  it("counts the rows that a statement touched", async () => {
    await db.connection.execute("create temp table n (i int)");
    const affected = async (text: string) => (await db.connection.run({ text, values: [], prepare: false })).affected;
    expect(await affected("insert into n select generate_series(1, 5)")).toBe(5);
    expect(await affected("update n set i = 0 where i > 3")).toBe(2);
    expect(await affected("delete from n")).toBe(5);
  });

  it("takes several statements in execute and one in run", async () => {
    await db.connection.execute("create temp table several (i int); insert into several values (1); ");
    expect(await db.rows("select i from several")).toEqual([["1"]]);
    await expect(
      db.connection.run({ text: "select 1; drop table several", values: [], prepare: false }),
    ).rejects.toThrow(/multiple commands/);
    await db.connection.execute("");
  });

  it("keeps to UTC and to the standard, whatever the process, the environment or the URL say", async () => {
    vi.stubEnv("TZ", "Pacific/Apia");
    vi.stubEnv("PGTZ", "Pacific/Apia");
    vi.stubEnv("PGOPTIONS", "-c timezone=Pacific/Apia -c work_mem=9MB");
    expect(new Date(0).getTimezoneOffset()).toBe(660);
    const connection = await open();
    const show = async (name: string) =>
      (await connection.run({ text: `show ${name}`, values: [], prepare: false })).rows[0]?.[0];
    const check = async (): Promise<void> => {
      expect(await show("timezone")).toBe("UTC");
      expect(await show("datestyle")).toMatch(/^ISO/);
      expect(await show("intervalstyle")).toBe("iso_8601");
      expect(await show("standard_conforming_strings")).toBe("on");
      expect(await show("client_encoding")).toBe("UTF8");
      expect(await show("work_mem")).toBe("9MB");
      expect(await show("application_name")).toBe("chakra-orm");
    };
    await check();
    // They are the session's defaults, so resetting does not take them away.
    await connection.execute("set timezone = 'Asia/Kathmandu'");
    await connection.execute("reset all");
    await check();
    const { date, datetime } = postgres.storages;
    const instant = new Date("2011-12-30T12:00:00.123Z");
    const text = "select $1::date, $2::timestamptz(3)";
    const sent = [date.codec({}).encode("2011-12-30"), datetime.codec({}).encode(instant)];
    const [row] = (await connection.run({ text, values: sent, prepare: false })).rows;
    expect([date.codec({}).decode(row?.[0]), datetime.codec({}).decode(row?.[1])]).toEqual(["2011-12-30", instant]);
    await connection.close();
  });

  it("sets the user's own parameters, limits and names", async () => {
    const options = { parameters: { search_path: "blog, public" }, applicationName: "mine" };
    const connection = await open({ options, statementTimeout: 1234 });
    const text =
      "select current_setting('search_path'), current_setting('application_name'), current_setting('statement_timeout')";
    expect((await connection.run({ text, values: [], prepare: false })).rows).toEqual([
      ["blog, public", "mine", "1234ms"],
    ]);
    await connection.close();
  });

  it("asks for its settings in SQL where they did not arrive with the first message", async () => {
    const { SessionClient } = await import("../../src/pg/session.js");
    const conf = vi.spyOn(SessionClient.prototype, "getStartupConf").mockImplementation(function (this: unknown) {
      return {
        user: (this as { user: string }).user,
        database: (this as { database: string }).database,
        TimeZone: "Asia/Tokyo",
      };
    });
    const connection = await open({ options: { parameters: { search_path: "blog, public", "my.own": "it's" } } });
    const text = "select current_setting('timezone'), current_setting('search_path'), current_setting('my.own')";
    expect((await connection.run({ text, values: [], prepare: false })).rows).toEqual([
      ["UTC", "blog, public", "it's"],
    ]);
    conf.mockRestore();
    await connection.close();
  });

  it("ends a statement that runs too long, and works on", async () => {
    const connection = await open({ statementTimeout: 100 });
    const error: unknown = await connection
      .run({ text: "select pg_sleep(10)", values: [], prepare: true })
      .catch((e: unknown) => e);
    expect(postgres.readError(error)).toMatchObject({ kind: "queryTimeout" });
    expect(connection.usable).toBe(true);
    expect((await connection.run({ text: "select 1", values: [], prepare: true })).rows).toEqual([["1"]]);
    await connection.close();
  });

  it("reads locks, deadlocks and conflicts of real sessions", async () => {
    const [one, two] = [await open(), await open()];
    const sql = (connection: DriverConnection, text: string) => connection.execute(text);
    const kind = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error: unknown) => postgres.readError(error).kind,
      );
    await sql(one, "create table locks (i int primary key, v int); insert into locks values (1, 1), (2, 1)");

    await sql(one, "begin; update locks set v = 2 where i = 1");
    expect(await kind(sql(two, "begin; select * from locks where i = 1 for update nowait"))).toBe("lockTimeout");
    await sql(two, "rollback");
    await sql(two, "set deadlock_timeout = '50ms'; begin; update locks set v = 2 where i = 2");
    const waiting = kind(sql(one, "update locks set v = 3 where i = 2"));
    expect([await kind(sql(two, "update locks set v = 3 where i = 1")), await Promise.race([waiting])]).toContain(
      "deadlock",
    );
    await sql(two, "rollback");
    await sql(one, "rollback");

    for (const connection of [one, two]) {
      await sql(connection, "begin isolation level repeatable read; select * from locks");
    }
    await sql(one, "update locks set v = 7 where i = 1; commit");
    expect(await kind(sql(two, "update locks set v = 8 where i = 1"))).toBe("serialization");
    await Promise.all([one.close(), two.close()]);
  });
});
