import { connect, field, Model } from "@chakra-orm/core";
import type { DriverConnection, DriverRequest } from "@chakra-orm/core/internal";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { postgres } from "../../src/index.js";
import { SessionClient } from "../../src/pg/session.js";
import { storages } from "../../src/storages/index.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

class Parcel extends Model {
  id = field.id();
  name = field.text();
}

describe.each(["bytes", "text"])("statements in front of another one, with rows read as %s", (readRows) => {
  let db: TestDatabase;
  let connection: DriverConnection;
  beforeAll(async () => {
    db = await openDatabase(postgres);
    await db.connection.execute("create table t (v int primary key)");
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    connection = await postgres.createDriver(configOf({ url: db.url, options: { readRows } })).connect();
  });
  afterEach(() => connection.close());

  const insert = (value: number): DriverRequest => ({
    text: "insert into t values ($1) returning v",
    values: [value],
    prepare: true,
  });
  const stored = () => db.rows("select v from t order by v");
  /** Runs it, and tells whether what stands in front was run. */
  const sent = async (statements: readonly string[], request: DriverRequest) => {
    const ran = vi.fn();
    try {
      const { rows } = (await connection.runAfter?.(statements, request, ran)) ?? {};
      return { ran: ran.mock.calls.length, rows };
    } catch (error) {
      return { ran: ran.mock.calls.length, code: (error as { code?: string }).code };
    }
  };

  it("are run before it, and their answers are not taken for its own", async () => {
    const begin = ["begin isolation level serializable", "set local statement_timeout = 5000", "savepoint one"];
    const settings = "select current_setting('transaction_isolation'), current_setting('statement_timeout')";
    expect(await sent(begin, { text: settings, values: [], prepare: true })).toEqual({
      ran: 1,
      rows: [["serializable", "5s"]],
    });
    await connection.execute("rollback to savepoint one; commit");
    expect(await sent(["begin"], { ...insert(1), prepare: false })).toEqual({ ran: 1, rows: [["1"]] });
    expect(await stored()).toEqual([]);
    await connection.execute("commit");
    expect(await stored()).toEqual([["1"]]);
  });

  it("do not keep a statement from being prepared anew, though they fail", async () => {
    const request = { text: "select v from t where v < $1 limit 5", values: [0], prepare: false, replanned: true };
    for (let i = 0; i < 13; i++) {
      expect(await sent(["begin isolation level none"], request)).toMatchObject({ ran: 0, code: "42601" });
      for (let again = 0; again < i % 4; again++) expect((await connection.run(request)).rows).toEqual([]);
    }
    expect(await sent(["begin"], request)).toEqual({ ran: 1, rows: [] });
    await connection.execute("rollback");
  });

  it("keep it from having any effect where one of them fails, and it can be run again", async () => {
    for (const begin of [["begin isolation level none"], ["begin", "set local statement_timeout = -7"]]) {
      expect(await sent(begin, insert(2))).toMatchObject({ ran: 0, code: expect.any(String) });
      await connection.execute("rollback");
      expect(await stored()).not.toContainEqual(["2"]);
    }
    // It was not prepared by that, and this is known.
    expect((await connection.run(insert(2))).rows).toEqual([["2"]]);
    expect((await connection.run(insert(3))).rows).toEqual([["3"]]);
  });

  it("stay where it fails itself: their transaction is open", async () => {
    expect(await sent(["begin"], insert(1))).toEqual({ ran: 1, code: "23505" });
    await expect(connection.run(insert(9))).rejects.toMatchObject({ code: "25P02" });
    await connection.execute("rollback");
    expect((await connection.run(insert(9))).rows).toEqual([["9"]]);
  });

  it("leave a statement whose plan is out of date to the next transaction", async () => {
    await connection.run(insert(20));
    await connection.run({ text: "deallocate all", values: [], prepare: false });
    expect(await sent(["begin"], insert(21))).toEqual({ ran: 1, code: "26000" });
    await connection.execute("rollback");
    expect(await sent(["begin"], insert(21))).toEqual({ ran: 1, rows: [["21"]] });
    await connection.execute("commit");
  });

  it("are not sent once more where the columns have other types than before", async () => {
    await connection.execute("create temp table u (v int); insert into u values (7)");
    const readers = [storages.int64.codec({}).fromBytes];
    for (const type of ["int", "int", "bigint", "text", "text"]) {
      await connection.execute(`alter table u alter v type ${type}`);
      const read = await sent(["begin"], { text: "select v from u", values: [], prepare: false, readers });
      expect(read.ran).toBe(1);
      expect(String(read.rows)).toBe("7");
      await connection.execute("commit");
    }
  });

  it("go in front of what tells its columns, too", async () => {
    const answer = await sent(["begin"], { text: "select 1 as one", values: [], prepare: false, describe: true });
    expect(answer).toEqual({ ran: 1, rows: [["1"]] });
    await connection.execute("rollback");
  });
});

describe("a transaction of a database", () => {
  it.each([
    [16, 1],
    [1, 0],
  ])("with pipeline %s sends BEGIN with %s first statements", async (pipeline, together) => {
    const database = await openDatabase(postgres);
    const db = await connect(database.url, { models: [Parcel], name: `parcels ${pipeline}`, pool: { pipeline } });
    await db.createTables();
    const submit = vi.spyOn(SessionClient.prototype, "submit");
    const query = vi.spyOn(SessionClient.prototype, "query");
    try {
      await db.transaction(() => db.use(() => Parcel.create({ name: "one" })));
      const texts = query.mock.calls.flatMap(([given]: unknown[]) => (typeof given === "string" ? [given] : []));
      expect(texts).toEqual(together === 1 ? ["commit"] : ["begin", "commit"]);
      expect(submit).toHaveBeenCalledTimes(1);
      expect(await db.use(() => Parcel.count())).toBe(1);
    } finally {
      submit.mockRestore();
      query.mockRestore();
      await db.close();
      await database.close();
    }
  });
});
