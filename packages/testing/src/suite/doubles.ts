import { between, field, gt, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Measure extends Model {
  static table = "suite_doubles";
  id = field.id();
  value = field.float();
  list = field.array(field.float(), { nullable: true });
  json = field.json<unknown>({ nullable: true });
}

const doubles = [
  ...[
    0,
    0.1,
    0.1 + 0.2,
    1 / 3,
    Math.PI,
    5e-324,
    2.2250738585072014e-308,
    1.7976931348623157e308,
    -1e-7,
    1e21,
    123456789.12345679,
  ],
  ...[2 ** 53, 2 ** 53 + 2, -(2 ** 63), 2 ** 64, 100, -1, Number.EPSILON, 4.35, 1e23],
];

/** Doubles come back to the last bit. */
export function doublesAreExact(suite: Suite): void {
  tables(suite, Measure);
  const model = loose(Measure);

  test("every bit comes back, in columns, arrays and JSON, and equality finds it", async () => {
    for (const value of doubles) {
      const { id } = await Measure.create({ value, list: [value], json: { value } });
      const found = await Measure.find(id);
      expectSame([found.value, found.list, found.json], [value, [value], { value }], String(value));
      expect(await Measure.where({ value }).pluck("id"), String(value)).toContain(id);
    }
  });

  // SQLite keeps no sign of zero in a column, and no database tells the two apart: so the suite asks for zero only.
  test("minus zero is zero", async () => {
    const { id } = await Measure.create({ value: -0, list: [-0, 0] });
    const found = await Measure.find(id);
    expect(found.value === 0).toBe(true);
    expect(found.list?.map((member) => member === 0)).toEqual([true, true]);
    expect(await Measure.where({ value: 0, id }).count()).toBe(1);
    expect(await Measure.where({ value: -0, id }).count()).toBe(1);
  });

  test("NaN, infinities and what is no number are refused before any SQL", async () => {
    for (const value of [NaN, Infinity, -Infinity, "1", 1n, null, {}, [1], Object(1), new Date(0), true]) {
      const error = await refusal(suite.db, () => model.create({ value }));
      expect(error, String(value)).toMatchObject({ code: "VALIDATION", fields: ["value"] });
      expect((await refusal(suite.db, () => model.create({ value: 1, list: [value] }))).code).toBe("VALIDATION");
    }
    for (const value of [NaN, Infinity, -Infinity, "1", 1n, Object(1)]) {
      expect(await refusal(suite.db, () => model.where({ value })), String(value)).toMatchObject({ code: "QUERY" });
    }
    expect((await refusal(suite.db, () => model.create({ value: 1, json: { deep: [NaN] } }))).code).toBe("VALIDATION");
  });

  test("they compare as numbers", async () => {
    await empty(Measure);
    for (const value of [10, 9, -1, 1e300, 0.5]) await Measure.create({ value });
    expect(await Measure.orderBy("value").pluck("value")).toEqual([-1, 0.5, 9, 10, 1e300]);
    expect(await Measure.where({ value: gt(9) }).count()).toBe(2);
    expect(await Measure.where({ value: between(0.5, 9) }).count()).toBe(2);
  });
}
