import { exists, sql, when } from "@chakra-orm/core";
import { test } from "vitest";
import { on, refused, refusedEverywhere } from "./kit/callbacks.js";
import { loose } from "./kit/loose.js";
import { Measure, type Measured, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

/** What an expression cannot be made with is a clear error, before any SQL. */
export function refusedOperands(suite: Suite): void {
  withMeasures(suite);
  const model = loose(Measure);
  const wrong: Readonly<Record<string, (row: Measured) => unknown>> = {
    NaN: (row) => row.whole.plus(Number.NaN),
    infinity: (row) => row.ratio.times(Number.POSITIVE_INFINITY),
    "an invalid Date": (row) => row.at.coalesce(new Date(Number.NaN)),
    "a text with NUL": (row) => row.words.concat("a\0b"),
    "half a character": (row) => row.words.replace("a", "\ud83d"),
    undefined: (row) => row.whole.plus(undefined as never),
    "an object": (row) => row.whole.plus({ value: 1 } as never),
    "an array": (row) => row.whole.plus([1] as never),
    "a symbol": (row) => row.whole.plus(Symbol("x") as never),
    "a text beside a number": (row) => row.whole.plus("1; drop table x" as never),
    "a number beside a text": (row) => row.words.concat(1 as never),
    "a Date beside a number": (row) => row.whole.plus(new Date() as never),
    "a fragment": (row) => row.whole.plus(sql`1` as never),
    "a query": (row) => row.whole.plus(Measure.all() as never),
    "gt(null)": (row) => row.whole.gt(null as never),
    "between(null)": (row) => row.whole.between(1, null as never),
    "a text compared with a number": (row) => row.whole.eq("7" as never),
    "a number compared with a text": (row) => row.words.eq(7 as never),
    "columns of two kinds, compared": (row) => row.whole.eq(row.words as never),
    "columns of two kinds, in a list of arguments": (row) => row.words.coalesce(row.whole as never),
    "columns of two kinds, in a choice": (row) => when(row.yes, row.words, row.at as never),
    "a list of another kind": (row) => row.whole.oneOf(["x"] as never),
    "no list": (row) => row.whole.oneOf("x" as never),
    "undefined for a list": (row) => row.whole.oneOf(undefined as never),
    "a list with undefined": (row) => row.whole.oneOf([undefined] as never),
    "a query of all columns as a list": (row) => row.whole.oneOf(Measure.all() as never),
    "a query of two columns as a list": (row) => row.whole.oneOf(Measure.all().select("id", "whole") as never),
    "a query with more than its column as a list": (row) =>
      row.whole.oneOf(Measure.select("id", { more: (inner) => inner.whole.plus(1) }) as never),
    "a query of another kind as a list": (row) => row.whole.oneOf(Measure.all().select("words") as never),
    "and with no condition": (row) => row.yes.and(row.whole as never),
    "not of no condition": (row) => (row.whole as never as Measured["yes"]).not(),
    "when without a condition": (row) => when(row.whole as never, 1, 2),
    "exists of no query": () => exists({} as never),
  };
  test.each(Object.entries(wrong))("%s", async (_, callback) => {
    await refusedEverywhere(suite, callback as never);
  });

  const misplaced: Readonly<Record<string, (row: Measured) => unknown>> = {
    "year of a text": (row) => on(row.words, "year"),
    "year of a number": (row) => on(row.whole, "year"),
    "year of a boolean": (row) => on(row.yes, "year"),
    "hour of a day": (row) => on(row.day, "part", "hour"),
    "startOf a text": (row) => on(row.words, "startOf", "year"),
    "lower of a number": (row) => on(row.whole, "lower"),
    "length of a day": (row) => on(row.day, "length"),
    "plus of a text": (row) => on(row.words, "plus", 1),
    "plus of a day": (row) => on(row.day, "plus", 1),
    "abs of a text": (row) => on(row.words, "abs"),
    "contains of a number": (row) => on(row.whole, "contains", "1"),
    "substring from a text": (row) => on(row.words, "substring", row.words),
    "sum of a text": (row) => on(row.words, "sum"),
    "sum of a boolean": (row) => on(row.yes, "sum"),
    "max of a boolean": (row) => on(row.yes, "max"),
  };
  test.each(Object.entries(misplaced))("%s", async (_, callback) => {
    await refused(suite, () => model.values((row) => ({ value: callback(row as never) })).all());
    await refused(suite, () => model.orderBy(callback).all());
  });
}
