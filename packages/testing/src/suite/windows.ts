import { count, denseRank, rank, rowNumber } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Functions over the rows around each row. */
export function windows(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(async () => {
    await seedLedgers();
    await Entry.create({ label: "twin", kind: "rent", count: 2, amount: "700.20" });
  });
  const some = Entry.where((row) => row.count.isNotNull());

  test("number the rows, by partition and order", async () => {
    const rows = await some
      .values((row) => ({
        label: row.label,
        all: rowNumber().over({ orderBy: row.id.desc() }),
        place: rowNumber().over({ partitionBy: row.kind, orderBy: [row.count.desc(), row.id] }),
      }))
      .orderBy("label");
    expect(rows).toEqual([
      { label: "food 1", all: 3, place: 1 },
      { label: "other", all: 2, place: 1 },
      { label: "rent 1", all: 5, place: 3 },
      { label: "rent 2", all: 4, place: 1 },
      { label: "twin", all: 1, place: 2 },
    ]);
  });

  test("rank equal rows alike, with gaps and without", async () => {
    const rows = await some
      .values((row) => ({
        label: row.label,
        rank: rank().over({ orderBy: row.amount.desc() }),
        dense: denseRank().over({ orderBy: row.amount.desc() }),
      }))
      .orderBy("rank", "label");
    expect(rows.map(({ label, rank: place, dense }) => [label, place, dense])).toEqual([
      ["rent 2", 1, 1],
      ["twin", 1, 1],
      ["rent 1", 3, 2],
      ["food 1", 4, 3],
      ["other", 5, 4],
    ]);
  });

  test("run sums within frames", async () => {
    const rows = await some
      .values((row) => ({
        id: row.id,
        before: row.count.sum().over({ orderBy: row.id, frame: "toHere" }),
        after: row.count.sum().over({ orderBy: row.id, frame: "fromHere" }),
        all: row.amount.sum().over({ orderBy: row.id, frame: "all" }),
        amount: row.amount.sum().over({ orderBy: row.id, frame: "toHere" }),
        share: row.count.times(100).dividedBy(row.count.sum().over({})),
        rows: count().over({ partitionBy: [row.kind] }),
      }))
      .orderBy("id");
    expect(rows.map(({ before, after }) => [before, after])).toEqual([
      [1, 12],
      [3, 11],
      [6, 9],
      [10, 6],
      [12, 2],
    ]);
    expect(rows.map(({ all }) => all)).toEqual(Array(5).fill("2110.46"));
    expect(rows.map(({ amount }) => amount)).toEqual(["700.10", "1400.30", "1410.25", "1410.26", "2110.46"]);
    expect(rows.map(({ share }) => share)).toEqual([8, 16, 25, 33, 16]);
    expect(rows.map(({ rows: n }) => n)).toEqual([3, 3, 1, 1, 3]);
  });

  test("stand beside records, and in their order", async () => {
    const [first] = await some
      .select("label", { place: (row) => rowNumber().over({ orderBy: row.label.desc() }) })
      .orderBy((row) => rank().over({ orderBy: [row.amount.desc(), row.label.desc()] }));
    expect([first?.label, first?.place]).toEqual(["twin", 1]);
  });

  test("NULL is a partition, and stands last", async () => {
    const rows = await Entry.where({ kind: null })
      .values((row) => ({
        label: row.label,
        place: rowNumber().over({ orderBy: row.count }),
        last: rowNumber().over({ orderBy: row.count.desc() }),
      }))
      .orderBy("label");
    expect(rows).toEqual([
      { label: "nothing", place: 2, last: 1 },
      { label: "other", place: 1, last: 2 },
    ]);
  });

  test("bound values and other tables have their place in them", async () => {
    const rows = await some
      .values((row) => ({
        label: row.label,
        place: rowNumber().over({
          partitionBy: row.count.plus(5).gt(7),
          orderBy: [row.ledger.name.coalesce("zzz").concat("'--").desc(), row.amount.minus("0.5").abs(), row.id],
        }),
      }))
      .orderBy("label");
    expect(rows.map(({ label, place }) => `${label} ${place}`)).toEqual([
      "food 1 2",
      "other 1",
      "rent 1 2",
      "rent 2 3",
      "twin 1",
    ]);
  });

  test("a frame that is none is refused", async () => {
    for (const frame of ["rows 1 preceding", "__proto__", "toHere; drop table x", "TOHERE", "", 1, null, {}]) {
      const work = () =>
        loose(Entry)
          .values(() => ({ n: count().over({ frame: frame as never }) }))
          .all();
      expect(await refusal(suite.db, work)).toMatchObject({ code: "QUERY" });
    }
  });
}
