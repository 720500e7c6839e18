import { RecordNotFoundError } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { Draft, Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** sum, avg, min, max, only and firstOrFail: of the type of the field, and clear where there is nothing. */
export function totals(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);

  test("sums have the type of the field", async () => {
    expect(await Entry.all().sum("count")).toBe(10);
    expect(await Entry.all().sum("large")).toBe(9007199254740998n);
    expect(await Entry.all().sum("amount")).toBe("1410.26");
    expect(await Entry.all().sum("weight")).toBe(4.5);
    expect(await Entry.where({ kind: "rent" }).sum("amount")).toBe("1400.30");
    expect(await Entry.sum("count")).toBe(10);
  });

  test("a sum of nothing is zero, of the same type", async () => {
    for (const none of [Entry.where({ label: "not there" }), Entry.where({ kind: "x", id: 1 })]) {
      expect(await none.sum("count")).toBe(0);
      expect(await none.sum("large")).toBe(0n);
      expect(await none.sum("amount")).toBe("0.00");
      expect(await none.sum("weight")).toBe(0);
    }
    expect(await Entry.where({ label: "nothing" }).sum("amount")).toBe("0.00");
  });

  test("averages are numbers, of decimals exact", async () => {
    expect(await Entry.all().avg("count")).toBe(2.5);
    expect(await Entry.all().avg("weight")).toBe(1.5);
    expect(Number(await Entry.all().avg("amount"))).toBe(352.565);
    expect(await Entry.where({ label: "not there" }).avg("amount")).toBeNull();
  });

  test("the least and the greatest value, NULLs left out", async () => {
    expect([await Entry.all().min("count"), await Entry.all().max("count")]).toEqual([1, 4]);
    expect([await Entry.all().min("amount"), await Entry.all().max("amount")]).toEqual(["0.01", "700.20"]);
    expect([await Entry.all().min("large"), await Entry.all().max("large")]).toEqual([2n, 9007199254740993n]);
    expect([await Entry.all().min("day"), await Entry.all().max("day")]).toEqual(["2024-01-31", "2024-02-29"]);
    expect([await Entry.all().min("label"), await Entry.all().max("kind")]).toEqual(["food 1", "rent"]);
    const newest = await Entry.orderBy("-updatedAt").firstOrFail();
    expect(await Entry.all().max("updatedAt")).toEqual(newest.updatedAt);
    expect(await Entry.where({ label: "not there" }).min("day")).toBeNull();
  });

  test("orders, counts and relations change nothing", async () => {
    expect(await Entry.orderBy("-label").with("ledger").sum("count")).toBe(10);
    expect(await Entry.where({ ledger: { name: "home" } }).max("count")).toBe(3);
    expect(await Draft.onlyDeleted().sum("words")).toBe(0);
  });

  test("limits, and fields that cannot be summed up, are refused", async () => {
    const entries = loose(Entry).all();
    for (const property of ["label", "facts", "updatedAt", "day", "nothing", "ledger", "__proto__", 1, null]) {
      expect(await refusal(suite.db, () => entries.sum(property))).toMatchObject({ code: "QUERY" });
    }
    for (const property of ["facts", "nothing", "ledger", "__proto__"]) {
      expect(await refusal(suite.db, () => entries.min(property))).toMatchObject({ code: "QUERY" });
    }
    expect(await refusal(suite.db, () => Entry.limit(1).sum("count"))).toMatchObject({ code: "QUERY" });
  });

  test("only is one, and neither none nor several", async () => {
    expect(await Entry.where({ label: "other" }).only()).toMatchObject({ amount: "0.01" });
    expect(await failure(() => Entry.where({ label: "not there" }).only())).toBeInstanceOf(RecordNotFoundError);
    expect(await failure(() => Entry.where({ kind: "rent" }).only())).toMatchObject({ code: "QUERY", model: "Entry" });
    expect(await Entry.where({ kind: "rent" }).limit(1).only()).toMatchObject({ kind: "rent" });
  });

  test("firstOrFail is the first, or an error that is a 404", async () => {
    expect(
      await Entry.orderBy((row) => row.amount.desc())
        .where({ kind: "rent" })
        .firstOrFail(),
    ).toMatchObject({
      label: "rent 2",
    });
    const error = await failure(() => Entry.where({ label: "not there" }).firstOrFail());
    expect(error).toMatchObject({ code: "RECORD_NOT_FOUND", status: 404, model: "Entry" });
  });
}
