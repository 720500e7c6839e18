import { count, rowNumber, when } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** What is computed beside records or instead of them, and rows that come once. */
export function computedSelections(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);

  test("computed properties stand beside a record's own", async () => {
    const [entry] = await Entry.select({ shout: (row) => row.label.upper() }).orderBy("id");
    expect([entry?.shout, entry?.label, entry?.amount]).toEqual(["RENT 1", "rent 1", "700.10"]);
    const [small] = await Entry.select("id", {
      twice: (row) => row.amount.times("2"),
      of: (row) => row.ledger.name,
    }).orderBy("id");
    expect([small?.twice, small?.of]).toEqual(["1400.20", "home"]);
  });

  test("they are no columns: saving writes none of them", async () => {
    const [entry] = await Entry.select({ twice: (row) => row.count.times(2) }).orderBy("id");
    const { count: statements } = await countQueries(suite.db, () => (entry as unknown as Entry).save());
    expect([statements, entry?.twice]).toEqual([0, 2]);
  });

  test("they come with relations and counts", async () => {
    const [ledger] = await Ledger.select("id", { most: (row) => row.entries.max("amount") })
      .with({ entries: (query) => query.select("label", { half: (row) => row.count.dividedBy(2) }).orderBy("id") })
      .withCount("entries")
      .orderBy("id");
    expect([ledger?.most, ledger?.entriesCount]).toEqual(["700.20", 3]);
    expect(ledger?.entries.map((entry) => [entry.label, entry.half])).toEqual([
      ["rent 1", 0],
      ["rent 2", 1],
      ["food 1", 1],
    ]);
  });

  test("a name that the class has is refused, as is what is no callback", async () => {
    const entries = loose(Entry);
    for (const name of ["label", "ledger", "save", "look", "constructor", "__proto__", "toString", "toJSON"]) {
      const given = { [name]: (row: { label: unknown }) => row.label };
      expect(Object.keys(given)).toEqual([name]);
      expect(await refusal(suite.db, () => entries.select("id", given))).toMatchObject({ code: "QUERY" });
    }
    for (const callback of ["upper(label)", 1, null, undefined, {}, []]) {
      const error = await refusal(suite.db, () => entries.select("id", { loud: callback }));
      expect(error).toMatchObject({ code: "QUERY" });
    }
  });

  test("values are plain objects, whatever their names", async () => {
    const names = [
      "__proto__",
      "constructor",
      "then",
      'a"b',
      "a'b",
      "a\\b",
      "a b",
      "--",
      "/*",
      "?",
      "$1",
      "o0",
      "a\0b",
      "",
    ];
    const rows = await Entry.where({ label: "rent 1" }).values((row) =>
      Object.fromEntries(names.map((name, i) => [name, row.count.plus(i)])),
    );
    expect(Object.keys(rows[0] as object)).toEqual(names);
    expect(names.map((name) => Object.getOwnPropertyDescriptor(rows[0], name)?.value)).toEqual(
      names.map((_, i) => i + 1),
    );
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
  });

  test("values are ordered by what comes out, or by what is there", async () => {
    const rows = Entry.where((row) => row.count.isNotNull()).values((row) => ({
      label: row.label,
      size: when(row.amount.gt("100"), "large", "small"),
    }));
    const labels = async (query: typeof rows) => (await query).map(({ label }) => label);
    expect(await labels(rows.orderBy("size", "-label"))).toEqual(["rent 2", "rent 1", "other", "food 1"]);
    expect(await labels(rows.orderBy("-size", "label").limit(1).offset(1))).toEqual(["other"]);
    expect(await rows.orderBy("label").first()).toEqual({ label: "food 1", size: "small" });
    const ordered = Entry.orderBy("-id").values((row) => ({ label: row.label }));
    expect((await ordered.first())?.label).toBe("nothing");
  });

  test("distinct rows come once, NULL among them", async () => {
    const kinds = await Entry.select("kind").distinct().orderBy("kind");
    expect(kinds.map(({ kind }) => kind)).toEqual(["food", "rent", null]);
    expect(await Entry.select("kind").distinct().count()).toBe(3);
    expect(
      await Entry.values((row) => ({ kind: row.kind }))
        .distinct()
        .orderBy("-kind"),
    ).toEqual([{ kind: null }, { kind: "rent" }, { kind: "food" }]);
    expect(await Entry.all().distinct()).toHaveLength(5);
    expect(await Entry.all().distinct().count()).toBe(5);
  });

  test("decimals that are equal come once, and in the order of their numbers", async () => {
    const rows = await Entry.where((row) => row.amount.isNotNull())
      .values((row) => ({ amount: row.amount.round(0) }))
      .distinct()
      .orderBy("-amount");
    expect(rows).toEqual([{ amount: "700" }, { amount: "10" }, { amount: "0" }]);
  });

  test("nothing to give, and aggregates for single rows, are refused", async () => {
    const entries = loose(Entry);
    for (const outputs of [() => ({}), () => null, () => [], () => "x", () => ({ a: 1 })]) {
      expect(await refusal(suite.db, () => entries.values(outputs).all())).toMatchObject({ code: "QUERY" });
    }
    expect(await refusal(suite.db, () => Entry.values(() => ({ n: count() })).all())).toMatchObject({ code: "QUERY" });
    expect(await refusal(suite.db, () => Entry.select({ n: () => count() }).all())).toMatchObject({ code: "QUERY" });
  });

  test("conditions that nothing meets give no rows, without a statement", async () => {
    const none = Entry.where({ id: 1 }).limit(0);
    const { result, count: statements } = await countQueries(suite.db, async () => [
      await none.values((row) => ({ id: row.id })),
      await none.select("id", { n: () => rowNumber().over({}) }),
    ]);
    expect([result, statements]).toEqual([[[], []], 0]);
  });
}
