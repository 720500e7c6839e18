import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { sqlite } from "@chakra-orm/sqlite";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { keptStatements, Statements } from "../src/connection/statements.js";
import { failure, folder, rows, session } from "./session.js";

const kindOf = (error: unknown) => sqlite.readError(error).kind;

describe("opening", () => {
  test("a file has foreign keys, a write-ahead log and a busy timeout", async () => {
    const connection = await session({ file: join(folder(), "a.db"), busyTimeout: 1234 });
    const pragma = async (name: string) => (await rows(connection, `pragma ${name}`))[0]?.[0];
    expect(await pragma("foreign_keys")).toBe(1n);
    expect(await pragma("journal_mode")).toBe("wal");
    expect(await pragma("synchronous")).toBe(1n);
    expect(await pragma("busy_timeout")).toBe(1234n);
  });

  test("what cannot be opened is a ConnectionError that says why", async () => {
    const place = folder();
    mkdirSync(join(place, "dir"));
    writeFileSync(join(place, "notes.txt"), "this is not a database, however long one looks at it");
    const open = async (file: string, readonly = false) => failure(session({ file: join(place, file), readonly }));
    for (const [error, message] of [
      [await open("none/a.db"), /folder .*none does not exist/],
      [await open("dir"), /is a folder/],
      [await open("absent.db", true), /does not exist, and readonly/],
      [await open("notes.txt"), /not a SQLite database/],
    ] as const) {
      expect(error).toMatchObject({ name: "ConnectionError", message: expect.stringMatching(message) });
    }
  });

  test("a read-only file refuses to be written", async () => {
    const file = join(folder(), "a.db");
    await (await session({ file })).execute("create table t (v integer) strict");
    const reader = await session({ file, readonly: true });
    await reader.execute(sqlite.begin({}).join("; "));
    expect(await rows(reader, "select * from t")).toEqual([]);
    await reader.execute("commit");
    const error = await failure(rows(reader, "insert into t values (1)"));
    expect(sqlite.readError(error)).toMatchObject({ kind: "other", summary: expect.stringMatching(/read-only/) });
  });

  test("a database in memory outlives its connections, not its driver", async () => {
    const driver = sqlite.createDriver({ options: { file: ":memory:" }, statementTimeout: 0, prepare: true });
    const first = await driver.connect();
    await first.execute("create table t (v integer) strict; begin; insert into t values (1)");
    await first.close();
    const second = await driver.connect();
    expect(await rows(second, "select count(*) from t")).toEqual([[0n]]);
    expect(await failure(rows(first, "select 1"))).toMatchObject({ name: "ConnectionError" });
    await second.close();
    await driver.close();
    expect(await rows(await driver.connect(), "select count(*) from sqlite_master")).toEqual([[0n]]);
    await driver.close();
  });
});

describe("running", () => {
  test("rows are arrays, and affected counts what was touched", async () => {
    const connection = await session();
    await connection.execute("create table t (id integer primary key, v text) strict");
    const run = (text: string, ...values: (string | bigint)[]) => connection.run({ text, values, prepare: true });
    expect(await run("insert into t (v) values (?), (?)", "a", "b")).toEqual({ rows: [], affected: 2 });
    expect(await run("insert into t (v) values (?) returning id, v", "c")).toEqual({ rows: [[3n, "c"]], affected: 1 });
    expect(await run("update t set v = ? where id > ?", "x", 1n)).toEqual({ rows: [], affected: 2 });
    expect(await run("select id from t order by id")).toEqual({ rows: [[1n], [2n], [3n]], affected: 0 });
    expect(await run("delete from t where id > ? returning id", 9n)).toEqual({ rows: [], affected: 0 });
    expect(await connection.run({ text: "select ?, ?, typeof(?)", values: [true, null, 2n], prepare: false })).toEqual({
      rows: [[1n, null, "integer"]],
      affected: 0,
    });
  });

  test("a kept statement sees a changed table", async () => {
    const connection = await session();
    await connection.execute("create table t (a integer) strict; insert into t values (1)");
    expect(await rows(connection, "select * from t")).toEqual([[1n]]);
    await connection.execute("alter table t add column b text");
    expect(await rows(connection, "select * from t")).toEqual([[1n, null]]);
  });

  test("the cache of statements is bounded, and holds only texts that come again", () => {
    const database = new Sqlite(":memory:");
    const statements = new Statements(database);
    for (let i = 0; i < keptStatements + 50; i++) statements.prepare(`select ${i}`, true);
    statements.prepare("select 'once'", false);
    expect(statements.size).toBe(keptStatements);
    expect(statements.prepare("select 540", true)).toBe(statements.prepare("select 540", true));
    database.close();
  });

  test("close is final, idempotent and marks the connection", async () => {
    const connection = await session({ file: join(folder(), "a.db") });
    expect(connection.usable).toBe(true);
    await connection.close();
    await connection.close();
    expect(connection.usable).toBe(false);
    expect(kindOf(await failure(connection.execute("select 1")))).toBe("connection");
  });
});

describe("transactions", () => {
  test("a read-only one refuses writes, the next one does not", async () => {
    const connection = await session();
    await connection.execute("create table t (v integer) strict");
    for (const end of ["commit", "rollback"]) {
      await connection.execute(sqlite.begin({ readOnly: true }).join("; "));
      expect(kindOf(await failure(rows(connection, "insert into t values (1)")))).toBe("other");
      await connection.execute(end);
      await rows(connection, "insert into t values (1)");
    }
    expect(await rows(connection, "select count(*) from t")).toEqual([[2n]]);
  });

  test("a second writer waits for busyTimeout and gets a lock timeout; nothing is half-written", async () => {
    const file = join(folder(), "a.db");
    const first = await session({ file });
    const second = await session({ file, busyTimeout: 50 });
    await first.execute("create table t (v integer) strict");
    await first.execute(sqlite.begin({}).join("; "));
    await rows(first, "insert into t values (1)");
    const begun = Date.now();
    expect(kindOf(await failure(second.execute(sqlite.begin({}).join("; "))))).toBe("busy");
    expect(Date.now() - begun).toBeGreaterThanOrEqual(40);
    expect(kindOf(await failure(rows(second, "insert into t values (2)")))).toBe("busy");
    expect(second.usable).toBe(true);
    await first.execute("commit");
    await rows(second, "insert into t values (3)");
    expect(await rows(second, "select v from t")).toEqual([[1n], [3n]]);
  });

  test("a reader that wants to write after another wrote has to run again", async () => {
    const file = join(folder(), "a.db");
    const first = await session({ file });
    const second = await session({ file, busyTimeout: 0 });
    await first.execute("create table t (v integer) strict");
    await second.execute("begin");
    await rows(second, "select * from t");
    await rows(first, "insert into t values (1)");
    expect(kindOf(await failure(rows(second, "insert into t values (2)")))).toBe("serialization");
    await second.execute("rollback");
  });

  test("a writer in another process is waited for", async () => {
    const file = join(folder(), "a.db");
    const connection = await session({ file });
    await connection.execute("create table t (v integer) strict");
    const library = createRequire(import.meta.url).resolve("better-sqlite3");
    const script = join(folder(), "holder.cjs");
    writeFileSync(
      script,
      `const db = new (require(${JSON.stringify(library)}))(${JSON.stringify(file)});
       db.exec("begin immediate; insert into t values (1)"); process.send("held");
       setTimeout(() => { db.exec("commit"); db.close(); process.disconnect(); }, 200);`,
    );
    const holder = fork(script);
    await new Promise((held) => holder.once("message", held));
    await rows(connection, "insert into t values (2)");
    expect(await rows(connection, "select v from t order by v")).toEqual([[1n], [2n]]);
  });
});

describe("dropping tables", () => {
  test("tables that refer to each other go, rows and all", async () => {
    const connection = await session();
    await connection.execute(
      `create table "a" (id integer primary key, b integer references "b" (id) on delete restrict) strict;
       create table "b" (id integer primary key, a integer references "a" (id)) strict;
       insert into a values (1, null); insert into b values (1, 1); update a set b = 1`,
    );
    for (const text of sqlite.ddl.dropTables(['"a"', '"b"'])) await connection.execute(text);
    expect(await rows(connection, "select name from sqlite_master")).toEqual([]);
    expect(await rows(connection, "pragma foreign_keys")).toEqual([[1n]]);
  });

  test("foreign keys come back on when a statement between fails", async () => {
    const connection = await session();
    await connection.execute("pragma foreign_keys = off");
    await failure(connection.execute("drop table nothing"));
    expect(await rows(connection, "pragma foreign_keys")).toEqual([[1n]]);
  });

  test("tableExists finds the table by its name in any case, and takes no part of it for SQL", async () => {
    const connection = await session();
    await connection.execute(`create table "Or'ders" (id integer) strict`);
    expect(await rows(connection, sqlite.ddl.tableExists("or'DERS", undefined))).toEqual([[1n]]);
    expect(await rows(connection, sqlite.ddl.tableExists("orders", undefined))).toEqual([]);
  });
});

test("other programs can write to our tables: no schema needs a function of ours", async () => {
  const connection = await session();
  const error = await failure(
    connection.execute("create table t (v text check (chakra_fold(v) = v)) strict; insert into t values ('a')"),
  );
  expect(String(error)).toMatch(/chakra_fold/);
});
