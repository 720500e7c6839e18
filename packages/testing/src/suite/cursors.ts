import { Buffer } from "node:buffer";
import { connect, oneOf, rowNumber } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Beast, fillHerd, herd, Stable } from "./kit/herd.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const ids = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

/** Pages by cursor and by number: what they cost, what they load, and what they refuse. */
export function cursors(suite: Suite): void {
  tables(suite, Stable, Beast);
  beforeAll(fillHerd);
  const byName = Beast.orderBy("-name", "legs");
  const cursorOf = async (query = byName): Promise<string> => (await query.cursor({ first: 3 })).next as string;

  test("a page by cursor is one statement, a page by number two", async () => {
    const after = await cursorOf();
    const page = await countQueries(suite.db, () => byName.cursor({ first: 4, after }));
    expect([page.count, page.result.records.length]).toEqual([1, 4]);
    const numbered = await countQueries(suite.db, () => byName.paginate({ page: 2, perPage: 4 }));
    expect([numbered.count, numbered.result.records.length]).toEqual([2, 4]);
    const beyond = await countQueries(suite.db, () => byName.paginate({ page: 100, perPage: 4 }));
    expect(beyond.result).toMatchObject({ records: [], total: herd.length, pages: 6, page: 100 });
    expect(beyond.count).toBe(1);
    expect(await byName.where({ id: -1 }).paginate()).toEqual({
      records: [],
      page: 1,
      perPage: 20,
      total: 0,
      pages: 1,
    });
    expect(await byName.where({ id: -1 }).cursor()).toEqual({ records: [], next: null, previous: null });
  });

  test("20 records where no number is said, in the order of the key where none is said", async () => {
    const page = await Beast.all().cursor();
    expect(ids(page.records)).toEqual(herd.slice(0, 20).map((_, i) => i + 1));
    expect(ids((await Beast.all().cursor({ after: page.next })).records)).toEqual([21, 22, 23, 24]);
    expect(ids((await Beast.all().paginate()).records)).toHaveLength(20);
    expect(ids((await Beast.all().cursor({ before: page.next })).records)).toHaveLength(19);
  });

  test("relations, counts, joins, conditions and selections come with pages as without", async () => {
    const query = Beast.where({ stable: { name: "north" } }).orderBy("-stable.rank", "name");
    const all = await query.orderBy("id").with("stable");
    const first = await query.with("stable").cursor({ first: 2 });
    const joined = await query.joined("stable").cursor({ first: 2, after: first.next });
    expect([...first.records, ...joined.records]).toEqual(all.slice(0, 4));
    expect(joined.records[0]?.stable?.name).toBe("north");
    const few = await Stable.orderBy("rank").withCount("beasts").select("name").cursor({ first: 3 });
    const rest = await Stable.orderBy("rank").withCount("beasts").select("name").cursor({ first: 3, after: few.next });
    const plain = await Stable.orderBy("rank", "id").withCount("beasts");
    expect([...few.records, ...rest.records].map((each) => each.toJSON())).toEqual(
      plain.map(({ name, beastsCount }) => ({ name, beastsCount })),
    );
    const shown = await Beast.all()
      .select("id", { loud: ({ name }) => name.upper() })
      .cursor({ first: 1 });
    expect(shown.records[0]?.toJSON()).toEqual({ id: 1, loud: "ADA" });
  });

  test("pages of distinct rows", async () => {
    const query = Beast.all().select("kind", "tame").distinct();
    const all = (await query.orderBy("-kind", "tame")).map((row) => row.toJSON());
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const page = await query.orderBy("-kind").cursor({ first: 2, after });
      seen.push(...page.records.map((row) => row.toJSON()));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(all);
    const error = await refusal(suite.db, () => query.orderBy("name").cursor());
    expect(error).toMatchObject({ code: "QUERY", message: expect.stringContaining("selected") });
  });

  test("rows that come and go between two pages shift nothing", async () => {
    await failure(() =>
      suite.db.transaction(async () => {
        const query = Beast.orderBy("name", "id");
        const whole = ids(await query);
        const page = await query.cursor({ first: 6 });
        await Beast.where({ id: oneOf(ids(page.records).slice(2)) }).delete();
        await Beast.create({ name: "" });
        const rest = await query.cursor({ first: 100, after: page.next });
        // The new row sorts among those that the first page showed, if not behind the place.
        const added = (await Beast.orderBy("-id").first())?.id as number;
        expect(ids(rest.records).filter((id) => id !== added)).toEqual(whole.slice(6));
        const back = await query.cursor({ last: 100, before: page.next });
        expect(ids(back.records).filter((id) => id !== added)).toEqual(whole.slice(0, 2));
        throw new Error("enough");
      }),
    );
    expect(await Beast.count()).toBe(herd.length);
  });

  test("a cursor that was changed, cut or invented is refused before any SQL", async () => {
    const cursor = await cursorOf();
    const other = (at: number) => (cursor[at] === "A" ? "B" : "A");
    const changed = [...cursor].map((_, i) => cursor.slice(0, i) + other(i) + cursor.slice(i + 1));
    const cut = [...cursor].map((_, i) => cursor.slice(0, i));
    const forged = Buffer.from(Buffer.from(cursor, "base64url").toString("latin1").replace("it's", "IT'S"), "latin1");
    const invented = [
      "x",
      "null",
      "[]",
      "1",
      "' or 1=1 --",
      "\0",
      "é",
      cursor.toUpperCase(),
      forged.toString("base64url"),
    ];
    const dressed = [`${cursor}=`, `${cursor}!`, ` ${cursor}`, `${cursor}\n`, `${cursor}${cursor}`, `${cursor}A`];
    for (const after of [...changed, ...cut, ...invented, ...dressed]) {
      if (after === cursor) continue;
      const error = await refusal(suite.db, () => byName.cursor({ after }));
      expect(error, after).toMatchObject({ code: "VALIDATION", message: expect.stringContaining("cursor") });
    }
    for (const after of [1, {}, [cursor], true, Object(cursor)]) {
      expect(await refusal(suite.db, () => byName.cursor({ after } as object))).toMatchObject({ code: "VALIDATION" });
    }
  });

  test("a cursor of another order, model or secret is refused before any SQL", async () => {
    const after = await cursorOf();
    const others = [
      Beast.all(),
      Beast.orderBy("name", "legs"),
      Beast.orderBy("-name"),
      Beast.orderBy("-name", "-legs"),
      Beast.orderBy("-name", "legs", "-id"),
      Beast.orderBy("legs", "-name"),
      Beast.orderBy("-stable.name", "legs"),
    ];
    for (const query of others) {
      expect(await refusal(suite.db, () => query.cursor({ after }))).toMatchObject({ code: "VALIDATION" });
    }
    expect(await refusal(suite.db, () => Stable.all().cursor({ after }))).toMatchObject({ code: "VALIDATION" });
    const ofBeasts = await cursorOf(Beast.all());
    expect(await refusal(suite.db, () => Stable.all().cursor({ after: ofBeasts }))).toMatchObject({
      code: "VALIDATION",
    });
    const by = (factor: number) => Beast.all().orderBy(({ legs }) => legs.times(factor));
    const ofProduct = await cursorOf(by(1));
    expect((await by(1).cursor({ after: ofProduct })).records).not.toEqual([]);
    expect(await refusal(suite.db, () => by(-1).cursor({ after: ofProduct }))).toMatchObject({ code: "VALIDATION" });
    const secret = await suite.open({ cursorSecret: "another secret of this app" });
    await secret.createTables({ models: [Stable, Beast] });
    expect(await failure(() => secret.use(() => byName.cursor({ after })))).toMatchObject({ code: "VALIDATION" });
  });

  test("conditions are no part of a cursor: it says where to begin, not what is looked for", async () => {
    const after = await cursorOf();
    const cats = byName.where({ kind: "cat" });
    const page = await cats.cursor({ first: 100, after });
    const passed = ids(await byName.orderBy("id").limit(3));
    expect(ids(page.records)).toEqual(ids(await cats.orderBy("id")).filter((id) => !passed.includes(id)));
  });

  test("sizes that are none, and both directions at once, are refused before any SQL", async () => {
    const after = await cursorOf();
    for (const size of [0, -1, 1.5, NaN, Infinity, 2 ** 53, "1", 1n, null, {}, [1], true]) {
      for (const asked of [{ first: size }, { last: size }]) {
        expect(await refusal(suite.db, () => byName.cursor(asked as object)), String(size)).toMatchObject({
          code: "QUERY",
        });
      }
      for (const asked of [{ page: size }, { perPage: size }]) {
        const error = await refusal(suite.db, () => byName.paginate(asked as object));
        expect(error, String(size)).toMatchObject({ code: "QUERY" });
      }
    }
    const mixed = [
      { first: 1, last: 1 },
      { after, before: after },
      { first: 1, before: after },
      { last: 1, after },
    ];
    for (const asked of mixed) {
      expect(await refusal(suite.db, () => byName.cursor(asked)), JSON.stringify(asked)).toMatchObject({
        code: "QUERY",
      });
    }
    for (const query of [byName.limit(1), byName.offset(1)]) {
      expect(await refusal(suite.db, () => query.cursor())).toMatchObject({ code: "QUERY" });
      expect(await refusal(suite.db, () => query.paginate())).toMatchObject({ code: "QUERY" });
    }
    const ranked = Beast.all().orderBy(({ legs }) => rowNumber().over({ orderBy: legs }));
    expect(await refusal(suite.db, () => ranked.cursor())).toMatchObject({ code: "QUERY" });
  });

  test("a secret that is too short is refused", async () => {
    const error = await failure(() =>
      connect({ dialect: suite.dialect, url: "sqlite::memory:", cursorSecret: "short" }),
    );
    expect(error).toMatchObject({ code: "CONFIGURATION" });
  });
}
