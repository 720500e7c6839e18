import { count, when } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Groups of rows and what aggregates give of them: honest types, and NULL among the groups. */
export function groups(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);
  test("one row for each value, NULL being one", async () => {
    const { result, count: statements } = await countQueries(suite.db, () =>
      Entry.groupBy("kind")
        .aggregate((row) => ({
          rows: count(),
          counts: row.count.count(),
          total: row.count.sum(),
          large: row.large.sum(),
          amount: row.amount.sum(),
          weight: row.weight.avg(),
          first: row.day.min(),
          last: row.label.max(),
        }))
        .orderBy("kind"),
    );
    expect(result).toStrictEqual([
      {
        kind: "food",
        rows: 1,
        counts: 1,
        total: 3,
        large: 3n,
        amount: "9.95",
        weight: 2.5,
        first: "2024-02-01",
        last: "food 1",
      },
      {
        kind: "rent",
        rows: 2,
        counts: 2,
        total: 3,
        large: 9007199254740995n,
        amount: "1400.30",
        weight: 1,
        first: "2024-01-31",
        last: "rent 2",
      },
      {
        kind: null,
        rows: 2,
        counts: 1,
        total: 4,
        large: null,
        amount: "0.01",
        weight: null,
        first: null,
        last: "other",
      },
    ]);
    expect(statements).toBe(1);
  });

  test("several properties, and expressions, make groups", async () => {
    const rows = await Entry.groupBy("kind", "ledgerId").aggregate(() => ({ n: count() }));
    expect(rows.map(({ n }) => n).sort()).toEqual([1, 1, 1, 2]);
    const byLength = await Entry.groupBy((row) => ({
      size: when(row.amount.gt("100"), "large", "small"),
      of: row.ledger.name,
    }))
      .aggregate((row) => ({ n: count(), most: row.amount.max() }))
      .orderBy("size", "of");
    expect(byLength).toEqual([
      { size: "large", of: "home", n: 2, most: "700.20" },
      { size: "small", of: "home", n: 1, most: "9.95" },
      { size: "small", of: "work", n: 1, most: "0.01" },
      { size: "small", of: null, n: 1, most: null },
    ]);
  });

  test("groups by parts of dates", async () => {
    const rows = await Entry.where((row) => row.day.isNotNull())
      .groupBy((row) => ({ month: row.day.startOf("month") }))
      .aggregate(() => ({ n: count() }))
      .orderBy("-month");
    expect(rows).toEqual([
      { month: "2024-02-01", n: 2 },
      { month: "2024-01-01", n: 1 },
    ]);
  });

  test("having looks at groups, where at rows", async () => {
    const kinds = Entry.groupBy("kind").aggregate((row) => ({ total: row.count.sum() }));
    const names = async (query: typeof kinds) => (await query.orderBy("kind")).map(({ kind }) => kind);
    expect(await names(kinds.having(() => count().gt(1)))).toEqual(["rent", null]);
    expect(await names(kinds.having(() => count().gt(1)).having((row) => row.large.sum().isNull()))).toEqual([null]);
    expect(await names(kinds.having((row) => row.count.sum().eq(3).not()))).toEqual([null]);
    const some = Entry.where((row) => row.count.ne(1))
      .groupBy("kind")
      .aggregate((row) => ({ total: row.count.sum() }));
    expect(await some.having((row) => row.count.sum().lte(2)).orderBy("kind")).toEqual([{ kind: "rent", total: 2 }]);
    expect(await names(kinds.having((row) => row.kind.eq("rent").and(count().gt(1))))).toEqual(["rent"]);
    // Of what makes no group, each row of one has its own, and a database would take any of them.
    const error = await refusal(suite.db, () => kinds.having((row) => row.large.isNull()).all());
    expect(error.message).toBe(
      "having of Entry has a column, of which a group has many values: group by it, or take its min() or max().",
    );
  });

  test("aggregates may look at some rows only, and be reckoned with", async () => {
    const rows = await Entry.groupBy("kind")
      .aggregate((row) => ({
        small: count().filter(row.amount.lt("100")),
        some: row.count.sum().filter(row.count.gt(1)),
        share: row.count.sum().times(100).dividedBy(count()),
        kinds: row.kind.countDistinct(),
        label: row.label.min().upper(),
      }))
      .orderBy("-kind");
    expect(rows).toEqual([
      { kind: null, small: 1, some: 4, share: 200, kinds: 0, label: "NOTHING" },
      { kind: "rent", small: 0, some: 2, share: 150, kinds: 1, label: "RENT 1" },
      { kind: "food", small: 1, some: 3, share: 300, kinds: 1, label: "FOOD 1" },
    ]);
  });

  test("texts of a group are joined", async () => {
    const rows = await Entry.where({ kind: "rent" })
      .groupBy("kind")
      .aggregate((row) => ({ all: row.label.stringAgg("', '") }));
    expect(rows[0]?.all?.split("', '").sort()).toEqual(["rent 1", "rent 2"]);
  });
}
