import { count, type Database, sql } from "@chakra-orm/core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { refused } from "./kit/callbacks.js";
import { hostileShapes } from "./kit/hostile-shapes.js";
import { impossibleTexts, prototypeKeys, texts } from "./kit/hostile-texts.js";
import { Draft, Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { failure, refusal } from "./kit/refusal.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Statements in the database's own SQL: what is put in is bound, and plain objects come out. */
export function sqlStatements(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);
  const rowOf = async (rows: PromiseLike<readonly object[]>) => (await rows)[0];

  describe("rows", () => {
    test("are plain objects of their columns, in their order", async () => {
      const rows = await suite.db.sql<{ label: string; count: number }>`
        select label, count from ${Entry} where kind = ${"rent"} and count < ${5} order by id`;
      expectSame(rows, [
        { label: "rent 1", count: 1 },
        { label: "rent 2", count: 2 },
      ]);
      expectSame(await suite.db.sql`select label from ${Entry} where count > ${100}`, []);
      expectSame(await suite.db.sql`select count(*) as n, null as none, 'x' as "a b" from ${Entry}`, [
        { n: 5, none: null, "a b": "x" },
      ]);
    });

    test("have whole numbers as numbers, and beyond these as bigints", async () => {
      const rows = await suite.db.sql<{ large: number | bigint | null }>`select large from ${Entry} order by id`;
      expect(rows.map(({ large }) => large)).toEqual([9007199254740993n, 2, 3, null, null]);
    });

    test("come one by one", async () => {
      const some = suite.db.sql<{ id: number }>`select id from ${Entry} order by id`;
      expect((await some.all()).length).toBe(5);
      expect(await some.first()).toEqual({ id: 1 });
      expect(await suite.db.sql`select id from ${Entry} where id = ${-1}`.first()).toBeNull();
      expect(await suite.db.sql`select id from ${Entry} where id = ${2}`.only()).toEqual({ id: 2 });
      await expect(some.only()).rejects.toMatchObject({ code: "QUERY", message: expect.stringContaining("5 rows") });
      await expect(suite.db.sql`select 1 as one where 1 = 0`.only()).rejects.toMatchObject({
        code: "RECORD_NOT_FOUND",
      });
    });

    test.each([...prototypeKeys, 'a"b', "?", "$1", ":a", "ünï", "a.b"])("may have a column %j", async (name) => {
      const text = Object.assign([`select 1 as "${name.replaceAll('"', '""')}"`], { raw: [""] });
      const row = (await rowOf(suite.db.sql(text as never))) as object;
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
      expect(Object.keys(row)).toEqual([name]);
      expect(Object.getOwnPropertyDescriptor(row, name)?.value).toBe(1);
      expect(Object.keys(Object.prototype)).toEqual([]);
    });

    test("with two columns of one name are refused", async () => {
      const error = await failure(() => suite.db.sql`select 1 as a, 2 as b, 3 as a`.all());
      expect(error).toMatchObject({
        code: "QUERY",
        message: 'Two columns of the statement are called "a": name one of them by AS.',
      });
    });
  });

  describe("writing", () => {
    test("gives the number of rows, or those of RETURNING", async () => {
      const { db } = suite;
      expect(await db.sql`insert into ${Ledger} (name) values (${"a"}), (${"b'; --"})`.run()).toBe(2);
      expect(await db.sql`update ${Ledger} set name = name || ${"!"} where name like ${"b%"}`.run()).toBe(1);
      expect(
        await db.sql`delete from ${Ledger} where name in (${sql.join(["b'; --!", "none"])}) returning name`,
      ).toEqual([{ name: "b'; --!" }]);
      expect(await db.sql`delete from ${Ledger} where name = ${"a"} returning id`.run()).toBe(1);
      expect(await db.sql`delete from ${Ledger} where name = ${"a"}`).toEqual([]);
    });

    test("is part of the open transaction", async () => {
      const { db } = suite;
      await expect(
        db.transaction(async () => {
          await db.sql`insert into ${Ledger} (name) values (${"lost"})`;
          expect(await Ledger.exists({ name: "lost" })).toBe(true);
          throw new Error("back");
        }),
      ).rejects.toThrow("back");
      expect(await Ledger.exists({ name: "lost" })).toBe(false);
      let late: unknown;
      await db.transaction(async () => {
        await db.sql`insert into ${Ledger} (name) values (${"kept"})`.run();
        late = db.sql`select 1 as one`;
      });
      expect(await db.sql`delete from ${Ledger} where name = ${"kept"}`.run()).toBe(1);
      expect(await (late as PromiseLike<unknown>)).toEqual([{ one: 1 }]);
    });

    test("begins and ends no transaction", async () => {
      const { db } = suite;
      const written = [
        sql`begin`,
        sql`BEGIN immediate`,
        sql`start transaction`,
        sql`commit`,
        sql`end`,
        sql`rollback`,
        sql`savepoint a`,
        sql`release a`,
        sql` -- a\n /* b */ ;; Commit`,
      ];
      for (const { strings } of written) {
        const template = Object.assign([...strings], { raw: strings });
        await refused(suite, () => db.sql(template as never), /db\.transaction/);
      }
      expect(await db.sql`select 'begin' as word`).toEqual([{ word: "begin" }]);
    });
  });

  describe("values", () => {
    afterEach(async () => {
      expect(await Entry.count()).toBe(5);
    });

    test.each(texts)("%j is bound", async (text) => {
      const { result, statements } = await countQueries(
        suite.db,
        () =>
          suite.db.sql`select cast(${text} as text) as text, label from ${Entry} where label <> ${text} and id = ${1}`,
      );
      expect(result).toEqual([{ text, label: "rent 1" }]);
      if (text.length > 8) expect(statements[0]?.sql).not.toContain(text);
    });

    test.each([...hostileShapes, ...impossibleTexts])("%s is refused", async (_, value) => {
      const { db } = suite;
      await refused(suite, () => db.sql`select ${value} as x`.all());
      await refused(suite, () => db.sql`select * from ${Entry} where label = ${value}`.all());
      await refused(suite, () => db.sql`delete from ${Entry} where ${sql`label = ${value}`}`.run());
      await refused(suite, () => db.sql`select 1 where 1 in (${sql.join([2, value])})`.all());
      await refused(suite, () => db.sql(value as never, 1));
    });

    test("of all types arrive", async () => {
      const row = await rowOf(suite.db.sql`
        select label from ${Entry}
        where large = ${9007199254740993n} and amount = ${"700.10"} and weight = ${0.5} and count = ${1} and 1 = ${1}
          and updated_at > ${new Date(0)} and coalesce(${null}, ${"x"}) = ${"x"} and day = ${"2024-01-31"}`);
      expect(row).toEqual({ label: "rent 1" });
    });

    test("what could be taken for a placeholder is none", async () => {
      const row = await rowOf(suite.db.sql`select '? ?? \\? :a $1' as a, ${"? $2"} || '\\?' as b`);
      expect(row).toEqual({ a: "? ?? \\? :a $1", b: "? $2\\?" });
    });

    test("in an order, a limit or a name are no SQL", async () => {
      const rows = await suite.db.sql`select label from ${Entry} order by id limit ${1} offset ${2}`;
      expect(rows).toEqual([{ label: "food 1" }]);
      const ordered = await suite.db.sql<{
        id: number;
      }>`select id from ${Entry} order by ${"id desc; drop table x"}, id`;
      expect(ordered.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
      const named = await failure(() => suite.db.sql`select id from ${"suite_entries"}`.all());
      expect(named).toMatchObject({ code: "DATABASE" });
    });
  });

  test("queries, models and fragments stand in it", async () => {
    const { db } = suite;
    const rent = Entry.where({ kind: "rent" }).where((row) => row.count.lt(2));
    const ids = rent.select("id");
    expect(await db.sql`select label from ${Entry} where id in ${ids} and count = ${1}`).toEqual([{ label: "rent 1" }]);
    expect(
      await db.sql`select count(*) as n from ${Entry.orderBy("id").limit(3).offset(1)} as few where id > ${2}`,
    ).toEqual([{ n: 2 }]);
    const test = (kind: string) => sql`kind = ${kind}`;
    const either = sql.join([test("rent"), test("food")], sql` or `);
    expect(await db.sql`select count(*) as n from ${Entry} where (${either}) and count >= ${2}`).toEqual([{ n: 2 }]);
    await refused(suite, () => db.sql`select ${sql.column("label")} from ${Entry}`.all(), /no model here/);
    let column: unknown;
    Entry.where((row) => {
      column = row.label;
      return row.id.eq(1);
    });
    await refused(suite, () => db.sql`select ${column} from ${Entry}`.all(), /outside of the callback/);
    await refused(suite, () =>
      db.sql`select ${Entry.groupBy("kind")
        .aggregate(() => ({ n: count() }))
        .limit(-1)}`.all(),
    );
  });

  test("runs every time that it is awaited, and not before", async () => {
    const { db } = suite;
    const { count } = await countQueries(db, async () => {
      const statement = db.sql`select ${1} as one`;
      expect(statement.all).toBeTypeOf("function");
      await Promise.resolve();
    });
    expect(count).toBe(0);
    const statement = db.sql`select ${1} as one`;
    const twice = await countQueries(db, async () => [...(await statement), ...(await statement)]);
    expect(twice.result).toEqual([{ one: 1 }, { one: 1 }]);
    expect(twice.of("sql").length).toBe(2);
    expect(twice.statements.map(({ model }) => model)).toEqual([undefined, undefined]);
  });

  test("one text is sent for all values", async () => {
    const { db } = suite;
    const sent = async (id: number, text: string) =>
      (await countQueries(db, () => db.sql`select ${id} as id, label from ${Entry} where label = ${text}`))
        .statements[0]?.sql;
    expect(await sent(1, "a")).toBe(await sent(2, "'; --"));
  });

  test("errors are those of the database, with the statement and without its values", async () => {
    const { db } = suite;
    const syntax = await failure(() => db.sql`selec ${"secret value"}`.all());
    expect(syntax).toMatchObject({ code: "DATABASE" });
    expect((syntax as { statement?: string }).statement).toMatch(/^selec /);
    expect(JSON.stringify({ ...syntax, message: syntax.message })).not.toContain("secret value");
    expect(await failure(() => db.sql`insert into ${Draft} (title) values (${null})`.run())).toMatchObject({
      code: "NOT_NULL_VIOLATION",
    });
    const several = await failure(() => db.sql`delete from ${Draft}; delete from ${Entry} where id > ${0}`.run());
    expect(several).toMatchObject({ code: "DATABASE" });
    expect([await Entry.count(), await Draft.count()]).toEqual([5, 3]);
    for (const text of [sql``, sql`  `]) {
      const template = Object.assign([...text.strings], { raw: text.strings });
      expect(await refusal(db, () => db.sql(template as never))).toMatchObject({ code: "QUERY" });
    }
  });

  test("belongs to its own database", async () => {
    const other: Database = await suite.open({ models: [] });
    await other.sql`create table suite_own (n integer)`;
    expect(await other.sql`insert into suite_own values (${7})`.run()).toBe(1);
    expect(await other.sql`select n from suite_own`).toEqual([{ n: 7 }]);
    await expect(suite.db.sql`select n from suite_own`.all()).rejects.toMatchObject({ code: "DATABASE" });
    await other.sql`drop table suite_own`;
  });
}
