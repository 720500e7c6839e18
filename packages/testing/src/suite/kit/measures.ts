import { type Expression, field, Model, type Query } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import type { Suite } from "./suite.js";
import { tables } from "./tables.js";

/** A column of each kind that expressions reckon with. The first row has all values, the second has none. */
export class Measure extends Model {
  static table = "suite_measures";
  id = field.id();
  small = field.smallInteger({ nullable: true });
  whole = field.integer({ nullable: true });
  minus = field.integer({ nullable: true });
  large = field.bigInteger({ nullable: true });
  ratio = field.float({ nullable: true });
  price = field.decimal(20, 2, { nullable: true });
  debt = field.decimal(20, 2, { nullable: true });
  short = field.string(40, { nullable: true });
  words = field.text({ nullable: true });
  yes = field.boolean({ nullable: true });
  no = field.boolean({ nullable: true });
  mood = field.enum(["glad", "sad"], { nullable: true });
  day = field.date({ nullable: true });
  at = field.dateTime({ nullable: true });
}

/** What the first row holds. */
export const measured = {
  small: 3,
  whole: 7,
  minus: -7,
  large: 9007199254740993n,
  ratio: 2.5,
  price: "1234567890123456.25",
  debt: "-2.50",
  short: "  Hello  ",
  words: "Ärger im 🐈 Café",
  yes: true,
  no: false,
  mood: "glad",
  day: "2024-02-29",
  at: new Date("2023-12-31T23:30:45.678Z"),
} as const;

/** The columns, as a callback gets them. */
export type Measured = Parameters<Parameters<Query<Measure>["values"]>[0]>[0];

/** An expression with what it gives for the first row. Unless a third item says otherwise, it gives NULL for the second. */
export type ExpressionCase = readonly [make: (row: Measured) => Expression<unknown>, value: unknown, ofNulls?: unknown];

/** Makes the two rows before the tests of a `describe`. */
export function withMeasures(suite: Suite): void {
  tables(suite, Measure);
  beforeAll(async () => {
    await Measure.create({ ...measured });
    await Measure.create({});
  });
}

/** One test for each case: what comes out of both rows, beside records as well, and in a condition. */
export function tryExpressions(cases: Readonly<Record<string, ExpressionCase>>): void {
  test.each(Object.entries(cases).map(([name, given]) => [name, ...given] as const))(
    "%s",
    async (_, make, value, ofNulls = null) => {
      const rows = await Measure.values((row) => ({ id: row.id, value: make(row) })).orderBy("id");
      expect(rows).toStrictEqual([
        { id: 1, value },
        { id: 2, value: ofNulls },
      ]);
      const records = await Measure.select("id", { value: make }).orderBy("id");
      expect(records.map((record) => record.value)).toStrictEqual([value, ofNulls]);
      expect(await idsWhere((row) => make(row).isNull())).toEqual([value, ofNulls].flatMap(idIfNull));
      if (value !== null) expect(await idsWhere((row) => make(row).eq(value as never))).toContain(1);
      if (value !== null) expect(await idsWhere((row) => make(row).ne(value as never))).not.toContain(1);
    },
  );
}

const idIfNull = (value: unknown, i: number): number[] => (value === null ? [i + 1] : []);

const idsWhere = (condition: (row: Measured) => Expression<boolean>): Promise<number[]> =>
  Measure.where(condition).orderBy("id").pluck("id");
