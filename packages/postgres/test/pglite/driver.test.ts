import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DriverConnection, DriverValue } from "@chakra-orm/core/internal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialectFor, pglite } from "../../src/index.js";
import { readDataDir } from "../../src/pglite/options.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

const run = (connection: DriverConnection, text: string, values: readonly DriverValue[] = []) =>
  connection.run({ text, values, prepare: true });

describe("PGlite", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(pglite);
  });
  afterAll(() => db.close());

  it("gives rows as arrays of text, and counts what a statement touched", async () => {
    const text = "select 1::int8, true, '{1,2}'::int[], null, '2024-01-01'::date, $1::bytea, $2::text";
    expect((await run(db.connection, text, [new Uint8Array([0, 255]), "\uFEFFx"])).rows).toEqual([
      ["1", "t", "{1,2}", null, "2024-01-01", "\\x00ff", "\uFEFFx"],
    ]);
    await db.connection.execute("create temp table n (i int); insert into n values (1), (2)");
    expect((await run(db.connection, "update n set i = 3")).affected).toBe(2);
    expect((await run(db.connection, "insert into n values (5) returning i")).affected).toBe(1);
    expect((await run(db.connection, "create temp table m ()")).affected).toBe(0);
    await expect(run(db.connection, "select 1; select 2")).rejects.toThrow(/multiple commands/);
  });

  it("works on after an error, in a transaction and outside", async () => {
    await expect(run(db.connection, "selekt")).rejects.toMatchObject({ code: "42601", severity: "ERROR" });
    await expect(run(db.connection, "select $1::int", ["x"])).rejects.toMatchObject({ code: "22P02" });
    await db.connection.execute("begin");
    await expect(run(db.connection, "select 1 / 0")).rejects.toMatchObject({ code: "22012" });
    await expect(run(db.connection, "select 1")).rejects.toMatchObject({ code: "25P02" });
    await db.connection.execute("rollback");
    await expect(db.connection.execute("select 1; selekt")).rejects.toMatchObject({ code: "42601" });
    expect((await run(db.connection, "select 1")).rows).toEqual([["1"]]);
  });

  it("takes large values and many rows", async () => {
    const large = "x".repeat(8 * 2 ** 20);
    expect((await run(db.connection, "select $1::text", [large])).rows).toEqual([[large]]);
    expect((await run(db.connection, "select generate_series(1, 100000)")).rows).toHaveLength(100_000);
  });

  it("keeps its data from one connection to the next, and nothing of a session", async () => {
    const driver = pglite.createDriver(configOf({ url: "pglite::memory:" }));
    expect(driver.maxConnections).toBe(1);
    const first = await driver.connect();
    await first.execute("create table kept (i int); set timezone = 'Asia/Tokyo'; create temp table gone ()");
    await first.execute("begin; create table undone ()");
    await first.close();
    await first.close();
    expect(first.usable).toBe(false);
    await expect(run(first, "select 1")).rejects.toThrow(/closed/);
    const second = await driver.connect();
    expect(
      (
        await run(
          second,
          "select to_regclass('kept'), to_regclass('gone'), to_regclass('undone'), current_setting('timezone')",
        )
      ).rows,
    ).toEqual([["kept", null, null, "UTC"]]);
    await driver.close();
    await driver.close();
    expect(second.usable).toBe(false);
    await second.close();
  });

  it("keeps its data in a folder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "chakra-pglite-"));
    for (const text of ["create table kept (i int)", "insert into kept values (1)"]) {
      const one = await openDatabase(pglite, { url: `pglite:${folder}` });
      await one.connection.execute(text);
      await one.close();
    }
    const again = await openDatabase(pglite, { url: "pglite:elsewhere", options: { dataDir: folder } });
    expect(await again.rows("select i from kept")).toEqual([["1"]]);
    await again.close();
    await rm(folder, { recursive: true });
  });

  it("reads its folder from the URL or the options", () => {
    const read = (url: string, options = {}) => readDataDir(configOf({ url, options }));
    expect(read("pglite::memory:")).toBeUndefined();
    expect(read("pglite:./data")).toBe("./data");
    expect(read("pglite:/var/data")).toBe("/var/data");
    expect(read("pglite:./my%20data")).toBe("./my data");
    expect(read("pglite:./100%")).toBe("./100%");
    expect(read("pglite:///var/data")).toBe("/var/data");
    expect(readDataDir(configOf({}))).toBeUndefined();
    for (const url of ["pglite:", "pglite://data", "sqlite:x"]) expect(() => read(url)).toThrow(/pglite::memory:/);
    expect(() => read("pglite::memory:", { file: "x" })).toThrow(/knows no "file"/);
  });
});

describe("dialectFor", () => {
  it("finds the dialect of a scheme", () => {
    expect(["postgres", "postgresql", "pglite"].map((scheme) => dialectFor(scheme).name)).toEqual([
      "postgres",
      "postgres",
      "pglite",
    ]);
    expect(() => dialectFor("mysql")).toThrow(/postgres:, postgresql:, pglite: and not mysql:/);
  });
});
