import { field, gt, gte, lt, Model, ne, noneOf, oneOf } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Whole extends Model {
  static table = "suite_integers";
  id = field.id();
  small = field.smallInteger({ nullable: true });
  int = field.integer({ nullable: true });
  big = field.bigInteger({ nullable: true });
  number = field.bigInteger({ as: "number", nullable: true });
  digits = field.bigInteger({ as: "string", nullable: true });
}

const past53 = 9007199254740993n;
const most = 9223372036854775807n;

/** What a column cannot hold exactly, by its property. */
const refused: Readonly<Record<string, readonly unknown[]>> = {
  small: [32768, -32769, 1.5, NaN, Infinity, "1", 1n, true, "1e3", new Date(0)],
  int: [2147483648, -2147483649, 0.1, NaN, -Infinity, "1", 5n, [1], { valueOf: () => 1 }],
  big: [most + 1n, -most - 2n, 1, "1", 1.5, NaN],
  number: [2 ** 53, -(2 ** 53), 1n, "1", 1.5, NaN],
  digits: [1, 1n, "1.0", "01", "+1", " 1", "1e3", "0x10", "1_000", "", "9223372036854775808", "-0", "٣"],
};

/** Whole numbers are exact up to the last one that fits, and the next one is refused. */
export function integers(suite: Suite): void {
  tables(suite, Whole);
  const model = loose(Whole);

  test("64 bits are exact, past 2^53 too", async () => {
    for (const big of [past53, -past53, 2n ** 53n, 2n ** 53n - 1n, most, -most - 1n]) {
      const record = await Whole.create({ big, digits: String(big) });
      const found = await Whole.find(record.id);
      expect([found.big, found.digits]).toEqual([big, String(big)]);
      expect(await Whole.where({ big }).pluck("id")).toEqual([record.id]);
      expect(await Whole.where({ digits: String(big) }).pluck("big")).toEqual([big]);
      expect(JSON.parse(JSON.stringify(found))).toMatchObject({ big: String(big), digits: String(big) });
      await record.delete();
    }
  });

  test("neighbours beyond 2^53 are told apart, and in order", async () => {
    const bigs = [past53 - 1n, past53, past53 + 1n, -past53];
    for (const big of bigs) await Whole.create({ big, digits: String(big) });
    expect(await Whole.where({ big: gt(past53) }).pluck("big")).toEqual([past53 + 1n]);
    expect(await Whole.where({ digits: lt(String(past53 - 1n)) }).pluck("digits")).toEqual([String(-past53)]);
    expect(await Whole.orderBy("-big").limit(4).pluck("big")).toEqual([past53 + 1n, past53, past53 - 1n, -past53]);
    expect(await Whole.where({ big: oneOf([past53, -past53]) }).count()).toBe(2);
    for (const record of await Whole.all()) await record.delete();
  });

  test("a number past 2^53 that somebody else wrote is an error to read as a number, not another number", async () => {
    class Other extends Model {
      static table = "suite_integers";
      id = field.id();
      number = field.bigInteger();
    }
    const { id } = await Other.create({ number: past53 });
    await expect(Whole.find(id)).rejects.toMatchObject({ code: "VALUE", fields: ["number"], model: "Whole" });
    await (await Other.find(id)).delete();
  });

  test.each(Object.keys(refused))("%s refuses what it cannot hold, before any SQL", async (property) => {
    for (const value of refused[property] ?? []) {
      const error = await refusal(suite.db, () => model.create({ [property]: value }));
      expect(error, String(value)).toMatchObject({ code: "VALIDATION", fields: [property] });
    }
  });

  test("a number beyond a column's range is simply not there", async () => {
    const record = await Whole.create({ small: 1, int: 1, big: 1n });
    const { count } = await countQueries(suite.db, async () => {
      expect(await Whole.findOrNull(2 ** 60)).toBeNull();
      expect(await Whole.where({ small: 32768 }).count()).toBe(0);
      expect(await Whole.where({ int: 2 ** 31 }).exists()).toBe(false);
      expect(await Whole.where({ big: most + 1n })).toEqual([]);
    });
    expect(count).toBe(0);
    expect(await Whole.where({ small: ne(32768) }).count()).toBe(1);
    expect(await Whole.where({ int: oneOf([1, 2 ** 31]) }).count()).toBe(1);
    expect(await Whole.where({ int: noneOf([2 ** 31]) }).count()).toBe(1);
    expect(await refusal(suite.db, () => Whole.where({ small: gte(32768) }))).toMatchObject({ code: "QUERY" });
    await record.delete();
  });
}
