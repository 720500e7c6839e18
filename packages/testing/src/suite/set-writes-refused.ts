import { field, Model, manyToOne, oneToMany, ValidationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Shelf extends Model {
  static table = "suite_shelves";
  id = field.id();
  name = field.string(10);
  count = field.integer({ default: 0 });
  items = oneToMany(() => Item, { backPopulates: "shelf" });
}

class Item extends Model {
  static table = "suite_items";
  id = field.id();
  size = field.integer({ default: 1 });
  shelfId = field.foreignKey(() => Shelf, { onDelete: "cascade" });
  shelf = manyToOne(() => Shelf, { backPopulates: "items", counterCache: "count" });
}

/** What cannot be written to many rows at once is refused before any SQL. */
export function refusedSetWrites(suite: Suite): void {
  tables(suite, ...ledgerModels, Shelf, Item);
  beforeEach(seedLedgers);

  test("values are checked as save checks them, before any statement", async () => {
    for (const attributes of [{ label: "x".repeat(21) }, { count: 0.5 }, { amount: "1.005" }, { label: null }]) {
      const { statements, error } = await attempted(suite, () => loose(Entry).where({ id: 1 }).update(attributes));
      expect([error, statements]).toEqual([expect.any(ValidationError), 0]);
    }
    expect(await Entry.all().update({})).toBe(0);
    expect(await Entry.all().update({ count: undefined } as never)).toBe(0);
  });

  test("what is no column, no value or of another kind is refused", async () => {
    const entries = loose(Entry).where({ kind: "rent" });
    for (const attributes of [
      { nothing: 1 },
      { ledger: null },
      { version: 7 },
      { updatedAt: new Date() },
      { constructor: 1 },
      JSON.parse('{"__proto__":{"count":1}}') as unknown,
      { count: (row: { label: unknown }) => row.label },
      { label: (row: { count: unknown }) => row.count },
      { day: (row: { updatedAt: unknown }) => row.updatedAt },
      { count: () => 1 },
      { count: async () => 1 },
      [],
      null,
      "count = 1",
    ]) {
      expect(await refusal(suite.db, () => entries.update(attributes))).toMatchObject({ status: expect.any(Number) });
    }
    expect(await Entry.where({ kind: "rent" }).pluck("count")).toEqual([1, 2]);
  });

  test("what only records can carry is refused", async () => {
    const refused = async (work: () => unknown) =>
      expect(await refusal(suite.db, work)).toMatchObject({ code: "QUERY" });
    await refused(() => Item.all().update({ shelfId: 1 }));
    await refused(() => Item.all().delete());
    await refused(() => Item.all().destroy());
    expect(await Item.all().update({ size: (row) => row.size.plus(1) })).toBe(0);
    for (const query of [
      Entry.with("ledger"),
      Ledger.withCount("entries"),
      Entry.select("id"),
      Entry.omit("label"),
      Entry.all().distinct(),
      Entry.select({ loud: (row) => row.label.upper() }),
    ] as unknown as ReturnType<typeof Entry.all>[]) {
      await refused(() => query.update({}));
      await refused(() => query.delete());
      await refused(() => query.destroy());
    }
    expect(await Entry.count()).toBe(5);
  });
}

async function attempted(suite: Suite, work: () => unknown): Promise<{ statements: number; error: unknown }> {
  const { result, count } = await countQueries(suite.db, () => failure(work));
  return { statements: count, error: result };
}
