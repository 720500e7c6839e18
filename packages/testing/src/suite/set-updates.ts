import { type Query, sql, when } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Draft, Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

type Entries = Parameters<Parameters<Query<Entry>["values"]>[0]>[0];

/** Updates of many rows in one statement: by values, and by what the rows' own columns make of them. */
export function setUpdates(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeEach(seedLedgers);
  const rows = () => Entry.orderBy("id").values((row) => ({ label: row.label, count: row.count, amount: row.amount }));

  test("write all rows that match, in one statement, and give their number", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Entry.where({ kind: "rent" }).update({ count: (row) => row.count.plus(10), amount: "1.00" }),
    );
    expect([result, count]).toEqual([2, 1]);
    expect((await rows()).slice(0, 3)).toEqual([
      { label: "rent 1", count: 11, amount: "1.00" },
      { label: "rent 2", count: 12, amount: "1.00" },
      { label: "food 1", count: 3, amount: "9.95" },
    ]);
    expect(await Entry.where({ label: "not there" }).update({ count: 1 })).toBe(0);
    expect(await Entry.all().update({ count: null })).toBe(5);
    expect(await Entry.all().sum("count")).toBe(0);
  });

  test("every type of expression fits its column", async () => {
    await Entry.where({ label: "rent 1" }).update({
      label: (row) => row.label.upper().concat("!"),
      large: (row) => row.large.minus(1n),
      amount: (row) => row.amount.times("1.105"),
      weight: (row) => row.weight.dividedBy(4),
      count: (row) => when(row.kind.eq("rent"), row.count.times(7), 0),
      day: (row) => row.day.startOf("year"),
      kind: (row) => row.kind.nullIf("rent"),
    });
    expect(await Entry.orderBy("id").first()).toMatchObject({
      label: "RENT 1!",
      large: 9007199254740992n,
      amount: "773.61",
      weight: 0.125,
      count: 7,
      day: "2024-01-01",
      kind: null,
    });
  });

  test("a question mark in a fragment is a question mark", async () => {
    const { length } = await Entry.all();
    expect(await Entry.all().update({ label: () => sql`'a? \\? b'` })).toBe(length);
    expect(await Entry.where(() => sql`${sql.column("label")} = 'a? \\? b' and ${1} = 1`).count()).toBe(length);
  });

  test("what is reckoned is rounded to what the column keeps, a half away from zero", async () => {
    const entry = Entry.where({ label: "other" });
    const one = async () => {
      const { amount, count } = await entry.firstOrFail();
      return [amount, count];
    };
    await entry.update({ amount: (row) => row.amount.times("0.5"), count: (row) => row.count.times(0.625) });
    expect(await one()).toEqual(["0.01", 3]);
    await entry.update({ amount: (row) => row.amount.times("-0.5"), count: (row) => row.count.times(-0.5) });
    expect(await one()).toEqual(["-0.01", -2]);
    // The types ask for a cast here.
    const untyped = loose(Entry).where({ label: "other" });
    await untyped.update({ amount: (row: Entries) => row.count, count: (row: Entries) => row.amount });
    expect(await one()).toEqual(["-2.00", 0]);
    await untyped.update({ amount: (row: Entries) => row.count.plus(0.125) });
    expect(await one()).toEqual(["0.13", 0]);
  });

  test("all expressions see the row as it was", async () => {
    await Entry.where({ label: "rent 2" }).update({ count: (row) => row.id.minus(row.id), weight: (row) => row.count });
    expect(await Entry.findByOrFail({ label: "rent 2" })).toMatchObject({ count: 0, weight: 2 });
  });

  test("conditions and expressions reach across relations", async () => {
    expect(await Entry.where({ ledger: { name: "home" } }).update({ kind: "at home" })).toBe(3);
    expect(await Entry.where((row) => row.ledger.name.eq("work")).update({ kind: (row) => row.ledger.name })).toBe(1);
    expect(await Entry.orderBy("id").pluck("kind")).toEqual(["at home", "at home", "at home", "work", null]);
    await Ledger.all().update({ name: (row) => row.name.concat(" ", when(row.entries.exists(), "full", "empty")) });
    expect(await Ledger.orderBy("id").pluck("name")).toEqual(["home full", "work full", "empty empty"]);
    const most = Entry.orderBy((row) => row.amount.desc())
      .where((row) => row.amount.isNotNull())
      .limit(1)
      .select("ledgerId");
    expect(await Ledger.where((row) => row.id.oneOf(most)).update({ name: "richest" })).toBe(1);
    expect(await Ledger.orderBy("id").first()).toMatchObject({ name: "richest" });
  });

  test("an order with a limit says which rows", async () => {
    expect(await Entry.orderBy("-id").limit(2).update({ kind: "last" })).toBe(2);
    expect(await Entry.orderBy("id").offset(4).limit(9).update({ label: "fifth" })).toBe(1);
    expect(await Entry.orderBy("id").limit(0).update({ label: "none" })).toBe(0);
    expect(await Entry.orderBy("id").pluck("label")).toEqual(["rent 1", "rent 2", "food 1", "other", "fifth"]);
    expect(await Entry.orderBy("id").pluck("kind")).toEqual(["rent", "rent", "food", "last", "last"]);
  });

  test("versions go up, and updatedAt is set, as by save", async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const stale = await Entry.where({ kind: "rent" }).orderBy("id").firstOrFail();
    await Entry.where({ kind: "rent" }).update({ count: (row) => row.count.plus(1) });
    const written = await Entry.where({ kind: "rent" });
    expect(written.map(({ version, updatedAt }) => [version, updatedAt > stale.updatedAt])).toEqual([
      [2, true],
      [2, true],
    ]);
    expect(await Entry.where({ label: "other" }).pluck("version")).toEqual([1]);
    stale.label = "stale";
    expect(await failure(() => stale.save())).toMatchObject({ code: "STALE_RECORD" });
  });

  test("rows that are deleted softly are left alone, if not asked for", async () => {
    await (await Draft.orderBy("id").firstOrFail()).delete();
    expect(await Draft.all().update({ words: (row) => row.words.plus(1) })).toBe(2);
    expect(await Draft.withDeleted().orderBy("id").pluck("words")).toEqual([10, 21, 31]);
    expect(await Draft.onlyDeleted().update({ words: 0 })).toBe(1);
    expect(await Draft.withDeleted().orderBy("id").pluck("words")).toEqual([0, 21, 31]);
  });
}
