import { count, type Expression, exists, sql, when } from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { refused } from "./kit/callbacks.js";
import { hostileShapes } from "./kit/hostile-shapes.js";
import { impossibleTexts, texts } from "./kit/hostile-texts.js";
import { Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { type LooseColumns, loose } from "./kit/loose.js";
import { type ExpressionCase, Measure, measured, tryExpressions, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Hand-written SQL wherever an expression fits, with its values bound. */
export function sqlFragments(suite: Suite): void {
  describe("as expressions", () => {
    withMeasures(suite);
    tryExpressions(typedFragments);

    test("in conditions, orders and groups", async () => {
      const ids = async (query: PromiseLike<Measure[]>) => (await query).map(({ id }) => id);
      expect(await ids(Measure.where((row) => sql`${row.whole} % ${4} = 3`))).toEqual([1]);
      expect(await ids(Measure.whereNot((row) => sql`${row.whole} % ${4} = 3`))).toEqual([2]);
      expect(await ids(Measure.where(() => sql`${sql.column("whole")} = ${7}`))).toEqual([1]);
      expect(await ids(Measure.where((row) => row.whole.gt(sql`${row.minus} + ${1}`.as("integer"))))).toEqual([1]);
      expect(await ids(Measure.where((row) => sql`${row.yes}`.as("boolean").not()))).toEqual([2]);
      expect(await ids(Measure.orderBy((row) => sql`-${row.id}`))).toEqual([2, 1]);
      expect(
        await ids(Measure.orderBy((row) => [sql`${row.id} - ${row.id}`, sql`${row.id}`.as("integer").desc()])),
      ).toEqual([2, 1]);
      const groups = Measure.groupBy((row) => ({ rest: sql`${row.id} % ${2}`.as("integer") }));
      const rows = await groups
        .aggregate((row) => ({ n: count(), most: sql`max(${row.id})`.as("integer") }))
        .orderBy("rest");
      expect(rows).toStrictEqual([
        { rest: 0, n: 1, most: 2 },
        { rest: 1, n: 1, most: 1 },
      ]);
      const large = groups.aggregate(() => ({ n: count() })).having((row) => sql`max(${row.id}) > ${1}`);
      expect(await large).toStrictEqual([{ rest: 0, n: 1 }]);
      expect(
        await Measure.values((row) => ({ id: row.id })).where((row) => sql`${row.id} > ${1}`.as("boolean")),
      ).toEqual([{ id: 2 }]);
    });

    test("an aggregate of no rows has its row", async () => {
      const none = Measure.where({ words: "a\0b" });
      expect(await none.aggregate(() => ({ n: sql`count(*)`.as("integer") }))).toStrictEqual({ n: 0 });
    });

    test("fragments in fragments are their text, lists are joined, and what is typed stands by itself", async () => {
      const low = sql`${2} + ${1}`;
      const value = async (make: () => Expression<unknown>) =>
        (await Measure.values(() => ({ value: make() })))[0]?.value;
      expect(await value(() => sql`${low} * ${2}`.as("integer"))).toBe(4);
      expect(await value(() => sql`${low.as("integer")} * ${2}`.as("integer"))).toBe(6);
      expect(await value(() => sql`${sql`(${low})`} * ${2}${sql``}`.as("integer"))).toBe(6);
      expect(await value(() => sql`${sql.join([1, low, sql`${3}`], sql` + `)}`.as("integer"))).toBe(7);
      expect(await Measure.where((row) => sql`${row.id} in (${sql.join([1, 5])})`).count()).toBe(1);
    });

    test("bytes, JSON and days come as their fields hold them", async () => {
      const bytes = Uint8Array.of(0, 255, 39);
      const [row] = await Measure.values((row) => ({
        bytes: sql`${bytes}`.as("binary"),
        json: sql`${'{"a":[1,null,"é"]}'}`.as("json"),
        day: sql`${row.day}`.as("date"),
      }));
      expect(row).toStrictEqual({ bytes, json: { a: [1, null, "é"] }, day: measured.day });
    });

    test("what could be taken for a placeholder is none", async () => {
      const [row] = await Measure.values((row) => ({
        text: sql`'?' || '??' || '\\?' || ':a' || '$1' || ${"?"} || ${row.words} || '\\\\' || ${"$1 \\?"}`.as("text"),
      }));
      expect(row?.text).toBe(`???\\?:a$1?${measured.words}\\\\$1 \\?`);
    });

    test.each(texts)("%j is a value", async (text) => {
      const [row] = await Measure.where((each) => sql`${each.words} <> ${text}`).values(() => ({
        text: sql`${text}`.as("text"),
      }));
      expect(row?.text).toBe(text);
    });

    test.each([...hostileShapes, ...impossibleTexts])("%s is refused", async (_, value) => {
      await refused(suite, () => Measure.where((row) => sql`${row.words} = ${value}`).all());
      await refused(suite, () => Measure.orderBy(() => sql`${value}`).all());
      await refused(suite, () => Measure.values(() => ({ x: sql`${sql`${value}`}`.as("text") })).all());
      await refused(suite, () => Measure.values(() => ({ x: sql`${sql.join([1, value])}`.as("text") })).all());
      await refused(suite, () => Measure.where({ id: 1 }).update({ whole: () => sql`${value}` }));
      await refused(suite, () => (sql as unknown as (given: unknown) => unknown)(value));
    });

    test("what has to be said is asked for", async () => {
      const model = loose(Measure);
      const untyped = /of which it is not known what it gives: sql`…`\.as\("integer"\)/;
      const fragment = sql`1`;
      await refused(suite, () => model.values(() => ({ x: fragment })).all(), untyped);
      await refused(suite, () => model.select({ x: () => fragment }).all(), untyped);
      await refused(suite, () => model.groupBy(() => ({ x: fragment })).aggregate(() => ({})), untyped);
      await refused(suite, () => model.where((row: LooseColumns) => row["whole"]?.["plus"]?.(fragment)).all(), untyped);
      await refused(suite, () => model.where(() => when(fragment as never, 1, 2)).all(), untyped);
      const names = ["int", "TEXT", "", "__proto__", "constructor", "text); drop table x; --", undefined, null, {}];
      for (const name of names)
        await refused(suite, () => fragment.as(name as never), /^\.as says what the SQL gives: one of/);
      await refused(suite, () => sql.join([]), /at least one/);
      await refused(suite, () => sql.join("ab" as never), /a list of at least one/);
      await refused(suite, () => sql.join([1], ", " as never), /separator/);
      await refused(suite, () => sql`\u{110000}`, /escape sequence/);
      await refused(suite, () => sql`\0`, /escape sequence/);
      await refused(suite, () => Measure.where(() => sql`${sql.column("nope")} = 1`).all(), /nope/);
      await refused(suite, () => Measure.where((row) => sql`${row.id.count()} > 1`).all(), /aggregate/);
    });

    test("the text depends on no value, and the values come in their order", async () => {
      const sentWith = async (text: string, number: number) => {
        const { statements } = await countQueries(suite.db, () =>
          Measure.where((row) => sql`${row.words} = ${text} or ${row.whole} > ${number}`)
            .orderBy((row) => [sql`${row.whole} + ${number}`, row.id])
            .select({ a: (row) => sql`${row.whole} + ${number}`.as("integer"), b: () => sql`${text}`.as("text") })
            .limit(3),
        );
        return statements.map(({ sql }) => sql).join();
      };
      expect(await sentWith("'; drop table suite_measures; --", 1)).toBe(await sentWith("?", 8_000_000));
    });
  });

  describe("across tables", () => {
    withLedgers(suite);

    test("a column is that of its own table, also where SQL brings in others", async () => {
      const [home] = await Ledger.select({
        most: (ledger) => sql`(select max(count) from ${Entry} e where e.ledger_id = ${ledger.id})`.as("integer"),
        name2: (ledger) => sql`(select ${ledger.name} from ${Ledger} x where x.id <> ${ledger.id} limit 1)`.as("text"),
      }).orderBy("id");
      expect(home).toMatchObject({ most: 3, name2: "home" });
      const written = await Ledger.where(
        (ledger) => sql`exists (select 1 from ${Entry} where ledger_id = ${ledger.id})`,
      )
        .orderBy("id")
        .pluck("name");
      expect(written).toEqual(["home", "work"]);
    });

    test("queries stand in them, and they stand in queries", async () => {
      const rent = Entry.where({ kind: "rent" }).select("ledgerId");
      expect(await Ledger.where((ledger) => sql`${ledger.id} in ${rent}`).pluck("name")).toEqual(["home"]);
      const busy = Ledger.where((ledger) =>
        exists(Entry.where((entry) => sql`${entry.ledgerId} = ${ledger.id} and ${entry.count} >= ${4}`)),
      );
      expect(await busy.pluck("name")).toEqual(["work"]);
      const rows = await Ledger.values((ledger) => ({
        name: ledger.name,
        counted: ledger.entries.reckon((entry) => sql`sum(${entry.count}) + ${1}`.as("integer")),
      })).orderBy("name");
      expect(rows.find(({ name }) => name === "home")?.counted).toBe(7);
      await refused(suite, () => Ledger.where((ledger) => sql`${ledger.id} in ${rent.lock("update")}`).all(), /lock/);
    });

    test("new values of set writes", async () => {
      expect(await Entry.where({ label: "rent 2" }).update({ count: (row) => sql`${row.count} * ${10}` })).toBe(1);
      expect(await Entry.where({ label: "rent 2" }).update({ amount: (row) => sql`${row.amount}`.as("decimal") })).toBe(
        1,
      );
      const changed = await Entry.where((row) => sql`${row.count} = ${20}`).update({
        label: (row) => sql`${row.label} || ${"'; --"}`,
      });
      expect(changed).toBe(1);
      expect(await Entry.findByOrFail({ count: 20 })).toMatchObject({ label: "rent 2'; --", amount: "700.20" });
      expect(await Entry.where((row) => sql`${row.count} = ${20}`).delete()).toBe(1);
    });
  });
}

function withLedgers(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);
}

const typedFragments: Readonly<Record<string, ExpressionCase>> = {
  integer: [(row) => sql`${row.whole} + ${1}`.as("integer"), 8],
  bigInteger: [(row) => sql`${row.large} + ${0}`.as("bigInteger"), measured.large],
  float: [(row) => sql`${row.ratio} * ${2}`.as("float"), 5],
  decimal: [(row) => sql`${row.price}`.as("decimal"), measured.price],
  boolean: [(row) => sql`${row.yes}`.as("boolean"), true],
  text: [(row) => sql`${row.words} || ${"!"}`.as("text"), `${measured.words}!`],
  date: [(row) => sql`${row.day}`.as("date"), measured.day],
  dateTime: [(row) => sql`${row.at}`.as("dateTime"), measured.at],
  "reckoned with further": [(row) => sql`${row.whole} + ${1}`.as("integer").times(2).plus(row.small), 19],
  "as an argument": [(row) => row.words.concat(sql`${row.mood} || ${"?"}`.as("text")), `${measured.words}glad?`],
  "with a default": [(row) => sql`${row.whole}`.as("integer").coalesce(-1), 7, -1],
};
