import { cumeDist, firstValue, lag, lastValue, lead, nthValue, ntile, percentRank, type Query } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { refused } from "./kit/callbacks.js";
import { Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Window functions that look at other rows of the window, and where in it a row stands. */
export function neighboursInWindows(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);
  type Row = Parameters<Parameters<Query<Entry>["values"]>[0]>[0];
  const listed = async <V>(make: (row: Row) => V) => {
    const rows = await Entry.all()
      .values((row) => ({ id: row.id, made: make(row) as never }))
      .orderBy("id");
    return rows.map(({ made }) => made as unknown);
  };

  test("values of rows before and after, of every type", async () => {
    const over = (row: Row) => ({ orderBy: row.id });
    expect(await listed((row) => lag(row.label).over(over(row)))).toEqual([
      null,
      "rent 1",
      "rent 2",
      "food 1",
      "other",
    ]);
    expect(await listed((row) => lead(row.count, 2).over(over(row)))).toEqual([3, 4, null, null, null]);
    expect(await listed((row) => lag(row.count, 0).over(over(row)))).toEqual([1, 2, 3, 4, null]);
    expect(await listed((row) => lag(row.large, 1, -1n).over(over(row)))).toEqual([
      -1n,
      9007199254740993n,
      2n,
      3n,
      null,
    ]);
    expect(await listed((row) => lead(row.amount, 1, "0.00").over(over(row)))).toEqual([
      "700.20",
      "9.95",
      "0.01",
      null,
      "0.00",
    ]);
    expect(await listed((row) => lag(row.day, 1, row.day).over(over(row)))).toEqual([
      "2024-01-31",
      "2024-01-31",
      "2024-02-29",
      "2024-02-01",
      null,
    ]);
    expect(
      await listed((row) => lag(row.count.times(10), 1, 5).over({ partitionBy: row.kind, orderBy: row.id })),
    ).toEqual([5, 10, 5, 5, 40]);
    expect(await listed((row) => row.count.minus(lag(row.count, 1, 0).over(over(row))))).toEqual([1, 1, 1, 1, null]);
  });

  test("values at the ends of the frame, and in it", async () => {
    const all = (row: Row) => ({ partitionBy: row.kind, orderBy: row.count, frame: "all" }) as const;
    expect(await listed((row) => firstValue(row.label).over(all(row)))).toEqual([
      "rent 1",
      "rent 1",
      "food 1",
      "other",
      "other",
    ]);
    expect(await listed((row) => lastValue(row.count).over(all(row)))).toEqual([2, 2, 3, null, null]);
    expect(await listed((row) => lastValue(row.amount).over({ orderBy: row.id, frame: "toHere" }))).toEqual([
      "700.10",
      "700.20",
      "9.95",
      "0.01",
      null,
    ]);
    expect(await listed((row) => nthValue(row.large, 2).over(all(row)))).toEqual([2n, 2n, null, null, null]);
  });

  test("places as shares, and in parts", async () => {
    expect(await listed((row) => ntile(2).over({ orderBy: row.id }))).toEqual([1, 1, 1, 2, 2]);
    expect(await listed((row) => percentRank().over({ orderBy: row.id.desc() }))).toEqual([1, 0.75, 0.5, 0.25, 0]);
    expect(await listed((row) => cumeDist().over({ orderBy: row.kind }))).toEqual([0.6, 0.6, 0.2, 1, 1]);
  });

  test("numbers of rows that are none, and places without a window, are refused", async () => {
    const rows = loose(Entry);
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 31, "1", null, {}]) {
      await refused(suite, () =>
        rows.values((row) => ({ made: lag(row.label as never, bad as never).over({}) })).all(),
      );
      await refused(suite, () => rows.values(() => ({ made: ntile(bad as never).over({}) })).all());
    }
    await refused(suite, () => rows.values((row) => ({ made: nthValue(row.label as never, 0).over({}) })).all());
    await refused(suite, () => rows.values((row) => ({ made: lead(row.label as never) })).all(), /over/);
    const text = () => rows.values((row) => ({ made: lag(row.count as never, 1, "none" as never).over({}) })).all();
    await refused(suite, text);
    const where = (row: unknown) =>
      lag((row as Row).count)
        .over({})
        .isNull();
    await refused(suite, () => rows.where(where).all(), /select it/);
  });
}
