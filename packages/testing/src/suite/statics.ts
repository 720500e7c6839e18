import { field, Model, RecordNotFoundError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Coin extends Model {
  static table = { name: "suite_coins", orderBy: "year" };
  id = field.id();
  year = field.integer();
  worth = field.decimal(6, 2);
}

/** What models answer without a query that is begun first: the same as the query of all rows. */
export function statics(suite: Suite): void {
  tables(suite, Coin);
  beforeEach(() => empty(Coin));

  test("over rows", async () => {
    for (const [year, worth] of [
      [1900, "2.50"],
      [1800, "1.00"],
      [1850, "4.00"],
    ] as const)
      await Coin.create({ year, worth });
    expect((await Coin.firstOrFail()).year).toBe(1800);
    expect([await Coin.sum("worth"), await Coin.avg("year"), await Coin.min("worth"), await Coin.max("year")]).toEqual([
      "7.50",
      1850,
      "1.00",
      1900,
    ]);
    expect((await Coin.paginate({ perPage: 2 })).records.map(({ year }) => year)).toEqual([1800, 1850]);
    const page = await Coin.cursor({ first: 2 });
    expect((await Coin.cursor({ after: page.next })).records.map(({ year }) => year)).toEqual([1900]);
    const years: number[] = [];
    for await (const { year } of Coin.stream()) years.push(year);
    expect(years).toEqual([1800, 1850, 1900]);
  });

  test("over none", async () => {
    expect(await failure(() => Coin.firstOrFail())).toBeInstanceOf(RecordNotFoundError);
    expect([await Coin.sum("worth"), await Coin.avg("year"), await Coin.min("worth"), await Coin.max("year")]).toEqual([
      "0.00",
      null,
      null,
      null,
    ]);
    expect(await Coin.paginate()).toEqual({ records: [], page: 1, perPage: 20, total: 0, pages: 1 });
    for await (const coin of Coin.stream()) expect(coin).toBeUndefined();
  });
}
