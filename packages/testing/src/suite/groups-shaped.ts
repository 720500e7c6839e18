import { count } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { refused } from "./kit/callbacks.js";
import { Draft, Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** The rows that groups give, narrowed further; groups of nothing; and what makes no groups. */
export function shapedGroups(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);

  test("order, limit, offset, distinct and first hold for groups", async () => {
    const rows = Entry.groupBy("kind").aggregate((row) => ({ total: row.count.sum() }));
    expect(await rows.orderBy("-total", "kind").limit(1)).toEqual([{ kind: null, total: 4 }]);
    expect(await rows.orderBy("-total", "kind").limit(1).offset(1)).toEqual([{ kind: "food", total: 3 }]);
    expect(await rows.orderBy("-total", "-kind").offset(1).first()).toEqual({ kind: "rent", total: 3 });
    expect(await rows.limit(0)).toEqual([]);
    const sizes = Entry.groupBy("kind").aggregate(() => ({ n: count() }));
    expect(await sizes.distinct().orderBy("n", "kind")).toHaveLength(3);
    const amounts = Entry.groupBy("label").aggregate((row) => ({ amount: row.amount.max() }));
    expect((await amounts.orderBy("amount").limit(2)).map(({ amount }) => amount)).toEqual(["0.01", "9.95"]);
  });

  test("an order of the rows says nothing about groups, and is no mistake", async () => {
    const totals = Entry.orderBy("-count")
      .groupBy("kind")
      .aggregate((row) => ({ total: row.count.sum() }));
    expect(await totals.orderBy("total", "kind")).toHaveLength(3);
    expect(await Entry.orderBy((row) => row.amount.desc()).aggregate(() => ({ n: count() }))).toEqual({ n: 5 });
    expect(await Entry.orderBy("ledger.name").aggregate((row) => ({ most: row.count.max() }))).toEqual({ most: 4 });
  });

  test("no rows make no groups, but aggregates over them one row", async () => {
    const none = Entry.where({ label: "not there" });
    expect(await none.groupBy("kind").aggregate(() => ({ n: count() }))).toEqual([]);
    const over = { rows: 0, total: null, amount: null, average: null, least: null, kinds: 0, labels: null };
    for (const query of [none, Entry.where({ id: 1, label: "not there" }), Entry.where((row) => row.id.oneOf([]))]) {
      const row = await query.aggregate((entry) => ({
        rows: count(),
        total: entry.large.sum(),
        amount: entry.amount.sum(),
        average: entry.amount.avg(),
        least: entry.day.min(),
        kinds: entry.kind.countDistinct(),
        labels: entry.label.stringAgg(", "),
      }));
      expect(row).toStrictEqual(over);
    }
  });

  test("rows that are deleted softly are in no group", async () => {
    const draft = await Draft.create({ title: "gone", words: 1000 });
    await draft.delete();
    expect(await Draft.all().aggregate((row) => ({ words: row.words.sum() }))).toEqual({ words: 60 });
    expect(await Draft.withDeleted().aggregate((row) => ({ words: row.words.sum() }))).toEqual({ words: 1060 });
  });

  test("related rows are counted beside groups", async () => {
    const rows = await Ledger.groupBy((row) => ({ entries: row.entries.count() }))
      .aggregate(() => ({ ledgers: count() }))
      .orderBy("entries");
    expect(rows).toEqual([
      { entries: 0, ledgers: 1 },
      { entries: 1, ledgers: 1 },
      { entries: 3, ledgers: 1 },
    ]);
  });

  test("what has no meaning is refused", async () => {
    const entries = loose(Entry);
    const rows = entries.groupBy("kind").aggregate(() => ({ n: count() }));
    await refused(suite, () => entries.groupBy().aggregate(() => ({ n: count() })), /something to group by/);
    await refused(suite, () => entries.groupBy("nothing").aggregate(() => ({ n: count() })));
    await refused(suite, () => entries.groupBy("ledger").aggregate(() => ({ n: count() })));
    await refused(suite, () => entries.groupBy("kind").aggregate(() => ({ kind: count() })), /one name/);
    await refused(suite, () => Entry.groupBy("kind").aggregate((row) => ({ label: row.label })), /group by it/);
    await refused(suite, () => rows.orderBy("label"), /comes out/);
    await refused(suite, () => rows.orderBy("kInd"), /kind/);
    await refused(suite, () => rows.orderBy(1));
    await refused(suite, () => rows.limit("1"));
    await refused(suite, () => rows.having(() => true));
  });
}
