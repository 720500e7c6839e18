import { exists, not } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Draft, Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Deletions of many rows in one statement. */
export function setDeletions(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeEach(seedLedgers);
  const labels = () => Entry.orderBy("id").pluck("label");

  test("delete all rows that match, in one statement, and give their number", async () => {
    const { result, count } = await countQueries(suite.db, () => Entry.where({ kind: "rent" }).delete());
    expect([result, count]).toEqual([2, 1]);
    expect(await labels()).toEqual(["food 1", "other", "nothing"]);
    expect(await Entry.where({ kind: "rent" }).delete()).toBe(0);
    expect(await Entry.all().delete()).toBe(3);
    expect(await Entry.all().delete()).toBe(0);
  });

  test("conditions reach across relations, and into other queries", async () => {
    expect(await Entry.where({ ledger: { name: "work" } }).delete()).toBe(1);
    expect(await Entry.where((row) => row.ledger.name.isNull()).delete()).toBe(1);
    expect(await Ledger.where((row) => row.entries.exists().not()).delete()).toBe(2);
    expect(await labels()).toEqual(["rent 1", "rent 2", "food 1"]);
    const best = Entry.where((row) => exists(Entry.where((other) => other.amount.gt(row.amount))));
    expect(await best.delete()).toBe(2);
    expect(await labels()).toEqual(["rent 2"]);
  });

  test("an order with a limit says which rows", async () => {
    expect(
      await Entry.orderBy((row) => row.amount.desc())
        .where((row) => row.amount.isNotNull())
        .limit(1)
        .delete(),
    ).toBe(1);
    expect(await labels()).toEqual(["rent 1", "food 1", "other", "nothing"]);
    expect(await Entry.orderBy("id").offset(1).limit(2).destroy()).toBe(2);
    expect(await labels()).toEqual(["rent 1", "nothing"]);
    expect(await Entry.all().limit(0).delete()).toBe(0);
  });

  test("mark rows where the model has deletedAt, and touch them", async () => {
    const [old] = await Draft.orderBy("-updatedAt").pluck("updatedAt");
    await new Promise((resolve) => setTimeout(resolve, 5));
    const before = Date.now();
    expect(await Draft.where((row) => row.words.gt(10)).delete()).toBe(2);
    expect(await Draft.orderBy("id").pluck("words")).toEqual([10]);
    const gone = await Draft.onlyDeleted();
    expect(gone.map(({ deletedAt }) => (deletedAt?.getTime() ?? 0) >= before - 1)).toEqual([true, true]);
    expect(gone.every(({ updatedAt }) => updatedAt > (old as Date))).toBe(true);
    const [first] = gone;
    expect(await Draft.all().delete()).toBe(1);
    expect((await Draft.onlyDeleted().find((first as Draft).id)).deletedAt).toEqual(first?.deletedAt);
  });

  test("what is marked already keeps its time", async () => {
    expect(await Draft.where((row) => row.words.gt(10)).delete()).toBe(2);
    const times = async () =>
      (
        await Draft.onlyDeleted()
          .orderBy("id")
          .where((row) => row.words.gt(10))
      ).map(({ deletedAt, updatedAt }) => [deletedAt, updatedAt]);
    const before = await times();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await Draft.onlyDeleted().delete()).toBe(0);
    expect(await Draft.withDeleted().delete()).toBe(1);
    expect(await times()).toEqual(before);
    expect(await Draft.onlyDeleted().restore()).toBe(3);
    expect(await Draft.count()).toBe(3);
  });

  test("destroy deletes rows all the same", async () => {
    await Draft.where({ words: 10 }).delete();
    expect(await Draft.all().destroy()).toBe(2);
    expect(await Draft.withDeleted().count()).toBe(1);
    expect(await Draft.onlyDeleted().destroy()).toBe(1);
    expect(await Draft.withDeleted().count()).toBe(0);
  });

  test("what a transaction that failed deleted is there again", async () => {
    const work = suite.db.transaction(async () => {
      await Entry.all().delete();
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await Entry.count()).toBe(5);
  });

  test("nothing that cannot be told from the condition is deleted", async () => {
    expect(await Entry.where({ kind: "rent", id: -1 }).delete()).toBe(0);
    expect(await Entry.where(not({})).delete()).toBe(0);
    expect(await Entry.where((row) => row.id.oneOf([])).delete()).toBe(0);
    expect(await Entry.where((row) => row.kind.ne("rent").and(row.kind.isNotNull())).delete()).toBe(1);
    expect(await Entry.count()).toBe(4);
  });
}
