import { greatest, least, power, sqrt, UnsupportedError, value, when } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { Measure, tryExpressions, withMeasures } from "./kit/measures.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Reckoning with whole numbers, doubles, bigints and decimals: the same result on every database, of an honest type. */
export function expressionsOfNumbers(suite: Suite): void {
  withMeasures(suite);

  describe("whole numbers", () => {
    tryExpressions({
      plus: [(row) => row.whole.plus(1), 8],
      "plus a column": [(row) => row.whole.plus(row.minus), 0],
      minus: [(row) => row.whole.minus(10), -3],
      times: [(row) => row.whole.times(row.whole), 49],
      "times a smaller one": [(row) => row.small.times(row.whole), 21],
      "beyond the smaller type": [(row) => row.small.times(100_000), 300_000],
      "dividedBy leaves the rest": [(row) => row.whole.dividedBy(2), 3],
      "dividedBy goes towards zero": [(row) => row.minus.dividedBy(2), -3],
      modulo: [(row) => row.whole.modulo(4), 3],
      "modulo of a negative number": [(row) => row.minus.modulo(4), -3],
      abs: [(row) => row.minus.abs(), 7],
      floor: [(row) => row.minus.floor(), -7],
      ceiling: [(row) => row.minus.ceiling(), -7],
      round: [(row) => row.whole.round(), 7],
      "round before the point": [(row) => row.minus.times(5).round(-1), -40],
      "what was rounded is divided as a whole number": [(row) => row.whole.round().dividedBy(2), 3],
      "so is what was cut": [(row) => row.whole.floor().dividedBy(row.small.ceiling()), 2],
      "dividedBy zero is nothing": [(row) => row.whole.dividedBy(row.whole.minus(7)), null],
      "modulo zero is nothing": [(row) => row.whole.modulo(row.whole.minus(row.whole)), null],
      "several in one": [(row) => row.whole.plus(1).times(row.small.minus(1)).minus(row.minus), 23],
      "the right side in brackets": [(row) => row.whole.minus(row.small.minus(1)), 5],
      "plus half": [(row) => row.whole.plus(0.5), 7.5],
      "times a double": [(row) => row.whole.times(row.ratio), 17.5],
    });
  });

  describe("doubles", () => {
    tryExpressions({
      plus: [(row) => row.ratio.plus(0.25), 2.75],
      minus: [(row) => row.ratio.minus(row.whole), -4.5],
      times: [(row) => row.ratio.times(2), 5],
      dividedBy: [(row) => row.ratio.dividedBy(2), 1.25],
      abs: [(row) => row.ratio.minus(10).abs(), 7.5],
      floor: [(row) => row.ratio.floor(), 2],
      ceiling: [(row) => row.ratio.ceiling(), 3],
      "floor of a negative number": [(row) => row.ratio.times(-1).floor(), -3],
      "ceiling of a negative number": [(row) => row.ratio.times(-1).ceiling(), -2],
      modulo: [(row) => row.ratio.modulo(1), 0.5],
      "modulo of a whole number": [(row) => row.whole.modulo(row.ratio), 2],
      "dividedBy zero is nothing": [(row) => row.ratio.dividedBy(row.ratio.minus(2.5)), null],
      "modulo zero is nothing": [(row) => row.ratio.modulo(row.ratio.minus(2.5)), null],
      "round, of digits that are meant": [(row) => row.ratio.times(1.07).round(2), 2.68],
      "round before the point": [(row) => row.ratio.times(50).round(-2), 100],
      "round to two digits": [(row) => row.ratio.dividedBy(3).round(2), 0.83],
    });
  });

  describe("what is reckoned in floating point", () => {
    tryExpressions({
      sqrt: [(row) => sqrt(row.whole.plus(2)), 3],
      "sqrt of a decimal": [(row) => sqrt(row.debt.times("-2.5")), 2.5],
      "sqrt of a negative number is none": [(row) => sqrt(row.minus), null],
      power: [(row) => power(row.ratio, 2), 6.25],
      "power by columns": [(row) => power(row.small, row.small), 27],
      "power of a decimal": [(row) => power(row.debt, row.small), -15.625],
      "power below zero": [(row) => power(row.small.minus(1), -2), 0.25],
      "a root of a negative number is none": [(row) => power(row.minus, 0.5), null],
      "zero to a power below zero is none": [(row) => power(row.whole.minus(7), -1), null],
    });
  });

  describe("the greatest and the least", () => {
    tryExpressions({
      greatest: [(row) => greatest(row.whole, row.minus, 5), 7, 5],
      "greatest without those that are missing": [(row) => greatest(row.whole.nullIf(7), row.minus), -7],
      least: [(row) => least(row.whole, row.small, row.id.plus(1)), 2, 3],
      "of bigints": [(row) => greatest(row.large, row.large.plus(1n), 1n), 9007199254740994n, 1n],
      "of decimals, by their value": [(row) => greatest(row.debt.times("-4"), "9.5"), "10.00", "9.5"],
      "of decimals, the least": [(row) => least(row.debt.times("-4"), "9.5", row.id), "1", "2"],
      "of a float and a whole number": [(row) => greatest(row.ratio, row.small), 3],
      "of texts": [(row) => least(row.short.trim(), value("zzz")), "Hello", "zzz"],
      "of days": [(row) => greatest(row.day, "2024-02-28"), "2024-02-29", "2024-02-28"],
      "of instants": [(row) => least(row.at, row.at.startOf("day")), new Date("2023-12-31T00:00:00Z")],
    });
  });

  describe("bigints", () => {
    tryExpressions({
      plus: [(row) => row.large.plus(2n), 9007199254740995n],
      "plus a number": [(row) => row.large.plus(row.whole), 9007199254741000n],
      minus: [(row) => row.large.minus(1n), 9007199254740992n],
      times: [(row) => row.large.times(3n), 27021597764222979n],
      dividedBy: [(row) => row.large.dividedBy(2n), 4503599627370496n],
      modulo: [(row) => row.large.modulo(10n), 3n],
      abs: [(row) => row.large.times(-1n).abs(), 9007199254740993n],
      "round keeps all digits": [(row) => row.large.round(), 9007199254740993n],
      "floor keeps all digits": [(row) => row.large.floor(), 9007199254740993n],
      "dividedBy zero is nothing": [(row) => row.large.dividedBy(row.large.minus(row.large)), null],
    });
  });

  describe("decimals", () => {
    tryExpressions({
      plus: [(row) => row.price.plus("0.50"), "1234567890123456.75"],
      "plus a column": [(row) => row.price.plus(row.debt), "1234567890123453.75"],
      "plus a whole number": [(row) => row.price.plus(row.whole), "1234567890123463.25"],
      minus: [(row) => row.price.minus("0.25"), "1234567890123456.00"],
      times: [(row) => row.debt.times(2), "-5.00"],
      "times with a fraction": [(row) => row.debt.times("1.5"), "-3.750"],
      "times a number with a fraction": [(row) => row.debt.times(1.5), "-3.750"],
      "times more digits than the column has": [(row) => row.debt.times("1.125"), "-2.81250"],
      "times a float is exact": [(row) => row.debt.times(row.ratio), "-6.250"],
      "a float times a decimal is exact": [(row) => row.ratio.times(row.debt), "-6.250"],
      "a choice between a decimal and a float is exact": [(row) => when(row.no, row.debt).otherwise(row.ratio), "2.5"],
      "coalesce with a float is exact": [(row) => row.debt.nullIf("-2.5").coalesce(row.ratio), "2.5"],
      "nullIf, however many digits": [(row) => row.debt.times("2.0").nullIf(row.debt.plus(row.debt)), null],
      "oneOf, however many digits": [(row) => row.debt.times("2.00").oneOf(["-5.00", "1.00"]), true],
      "noneOf, however many digits": [(row) => row.debt.times("2.00").noneOf(["-5", "1"]), false, true],
      modulo: [(row) => row.debt.modulo("2"), "-0.50"],
      abs: [(row) => row.debt.abs(), "2.50"],
      floor: [(row) => row.debt.floor(), "-3"],
      ceiling: [(row) => row.debt.ceiling(), "-2"],
      "floor of a large one": [(row) => row.price.floor(), "1234567890123456"],
      "ceiling of a large one": [(row) => row.price.ceiling(), "1234567890123457"],
      "round goes away from zero": [(row) => row.debt.round(), "-3"],
      "round to a digit": [(row) => row.price.round(1), "1234567890123456.3"],
      "round to more digits": [(row) => row.debt.round(4), "-2.5000"],
      "equal, however many digits": [(row) => row.debt.times("2.00").eq("-5"), true],
      "not less, however many digits": [(row) => row.debt.times("2.00").lt("-5"), false],
    });
  });

  test("decimals are looked for among others, however many digits they have", async () => {
    const found = Measure.where((row) => row.debt.times("1.000").oneOf(Measure.all().select("debt")));
    expect(await found.pluck("id")).toEqual([1]);
    const different = await Measure.all().aggregate((row) => ({
      n: when(row.yes, row.debt.times("1.0")).otherwise("-2.5").countDistinct(),
    }));
    expect(different).toEqual({ n: 1 });
  });

  test("what has no value beforehand, and what is no number of one type, is refused", async () => {
    const asked = [
      () => Measure.where((row) => row.whole.dividedBy(0).gt(1)),
      () => Measure.where((row) => row.whole.modulo(-0).gt(1)),
      () => Measure.where((row) => row.large.dividedBy(0n).gt(1n)),
      () => Measure.where((row) => row.debt.modulo("0.00").gt("1")),
      () => Measure.where((row) => greatest(row.whole, row.debt).gt(1)),
      () => Measure.where((row) => row.whole.coalesce(row.large).gt(1)),
      () => Measure.where((row) => greatest(row.yes, row.no)),
      () => Measure.where(() => value("1,5", "decimal").gt("1")),
      () => Measure.where(() => value("2024-02-30", "date").gt("2024-01-01")),
      () => Measure.where((row) => row.large.times(0.5).gt(1n)),
      () => Measure.where((row) => row.large.plus(row.ratio).gt(1n)),
      () => Measure.where((row) => row.ratio.times(row.large).isNull()),
    ];
    for (const work of asked) expect(await refusal(suite.db, work)).toMatchObject({ code: "QUERY" });
  });

  test("decimals are divided exactly, or not at all", async () => {
    const query = Measure.where({ id: 1 }).values((row) => ({ value: row.debt.dividedBy("2") }));
    try {
      expect(Number((await query)[0]?.value)).toBe(-1.25);
    } catch {
      expect(await refusal(suite.db, () => query.all())).toBeInstanceOf(UnsupportedError);
    }
  });

  describe("choices", () => {
    tryExpressions({
      "coalesce with a number": [(row) => row.whole.coalesce(0), 7, 0],
      "coalesce with a column": [(row) => row.whole.coalesce(row.id), 7, 2],
      "coalesce with a fraction": [(row) => row.whole.coalesce(0.5), 7, 0.5],
      "coalesce goes on": [(row) => row.whole.nullIf(7).coalesce(row.small, 5), 3, 5],
      "coalesce of decimals": [(row) => row.debt.coalesce("0.00"), "-2.50", "0.00"],
      "coalesce of bigints": [(row) => row.large.coalesce(1n), 9007199254740993n, 1n],
      nullIf: [(row) => row.whole.nullIf(7), null],
      "nullIf of something else": [(row) => row.whole.nullIf(8), 7],
      when: [(row) => when(row.whole.gt(5), row.whole, 0), 7, 0],
      "when, otherwise": [(row) => when(row.whole.gt(50), 1, row.minus), -7],
      "when in when": [(row) => when(row.yes, when(row.no, 1, 2), 3), 2, 3],
      "when of many": [(row) => when(row.whole.gt(50), "a").when(row.whole.gt(5), "b").otherwise("c"), "b", "c"],
      "when of many, the first that holds": [
        (row) => when(row.yes, row.debt).when(row.no.not(), "9.99").otherwise("0.50"),
        "-2.50",
        "9.99",
      ],
      "when of many, none of which holds": [(row) => when(row.whole.gt(50), 1).when(row.no, row.whole), null],
      "when of many, in one of its branches": [
        (row) => when(row.no, 1).when(row.yes, when(row.no, 2).when(row.yes, 3)).otherwise(row.id),
        3,
        2,
      ],
      "when that is reckoned with": [(row) => when(row.yes, row.whole).when(row.no, 1).plus(1), 8],
      "when with texts": [(row) => when(row.whole.isNull(), "none", "some"), "some", "none"],
      "when with a value and none": [(row) => when(row.whole.isNull(), null, row.whole), 7],
      "when with truths": [(row) => when(row.whole.isNull(), false, true), true, false],
    });
  });
}
