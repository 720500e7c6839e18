import { count, exists, type Query, rowNumber, sql, when } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { Post, User, withBlogTables } from "./kit/blog.js";
import { prototypeKeys } from "./kit/hostile-texts.js";
import { type LooseColumns, loose } from "./kit/loose.js";
import { Measure, type Measured, withMeasures } from "./kit/measures.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Calls a method that the types do not offer. */
const on = (expression: unknown, method: string, ...given: readonly unknown[]): unknown =>
  (expression as Record<string, (...given: readonly unknown[]) => unknown>)[method]?.(...given);

/** What a callback must not do is a clear error, before any SQL. */
export function refusedExpressions(suite: Suite): void {
  withMeasures(suite);
  withBlogTables(suite);
  const model = loose(Measure);
  const refused = async (work: () => unknown, message: RegExp = /./) => {
    const error = await refusal(suite.db, work);
    expect(error).toMatchObject({ code: "QUERY" });
    expect(error.message).toMatch(message);
  };
  const everywhere = async (callback: (row: LooseColumns) => unknown, message?: RegExp) => {
    await refused(() => model.where(callback).all(), message);
    await refused(() => model.whereNot(callback).count(), message);
    await refused(() => model.orderBy(callback).all(), message);
    await refused(() => model.select("id", { value: callback }).all(), message);
    await refused(() => model.values((row) => ({ value: callback(row as never) })).all(), message);
    await refused(
      () => model.groupBy((row: LooseColumns) => ({ value: callback(row) })).aggregate(() => ({ n: count() })),
      message,
    );
    await refused(() => model.where({ id: 1 }).update({ whole: callback }), message);
  };

  describe("the result of a callback", () => {
    test.each<readonly [string, unknown]>([
      ["undefined", undefined],
      ["null", null],
      ["true", true],
      ["a number", 1],
      ["a text", "1 = 1"],
      ["a promise", Promise.resolve(true)],
      ["an object", { type: "value", value: 1 }],
      ["a forged fragment", { strings: ["1 = 1"], values: [] }],
      ["a forged draft", JSON.parse('{"type":"sql","fragment":{"strings":["1=1"],"values":[]}}')],
      ["a query", User.all()],
      ["the row itself", undefined],
    ])("%s is no expression", async (name, result) => {
      await everywhere((row) => (name === "the row itself" ? row : result));
    });

    test("async callbacks give no expression", async () => {
      await everywhere(async (row) => row.yes);
    });

    test("what is neither true nor false is no condition", async () => {
      await refused(() => Measure.where((row) => row.whole as never), /true or false/);
      await refused(() => Measure.where((row) => row.words.lower() as never), /true or false/);
    });

    test("errors of the callback itself come through", async () => {
      const own = new Error("my own");
      const thrown = () => {
        throw own;
      };
      expect(() => Measure.where(thrown)).toThrow(own);
      await expect(Measure.where({ id: 1 }).update({ whole: thrown })).rejects.toThrow(own);
      expect(await Measure.where((row) => row.whole.gt(1)).pluck("id")).toEqual([1]);
    });
  });

  describe("properties", () => {
    test.each(prototypeKeys.filter((key) => key !== "then" && key !== "toJSON"))("%s is none", async (key) => {
      await everywhere((row) => row[key], /no property/);
    });

    test("a misspelt one is told with the nearest", async () => {
      await everywhere((row) => on(row["hwole"], "plus", 1), /no property "hwole".*whole/);
    });

    test("columns are for reading", async () => {
      await everywhere((row) => {
        Object.assign(row, { whole: 1 });
        return row.whole;
      }, /for reading/);
    });

    test("rows of to-many relations have none", async () => {
      const user = loose(User);
      await refused(() => user.where((row: LooseColumns) => (row["posts"] as never)["views"]));
      await refused(
        () => user.values((row: LooseColumns) => ({ sum: on(row["posts"], "sum", "nothing") })),
        /no property/,
      );
      await refused(() => User.values((row) => ({ all: row.posts.reckon((post) => post.views) })), /sum\(\)/);
      await refused(() => User.where((row) => row.posts.where(() => true as never).exists()), /no expression/);
    });
  });

  describe("operands", () => {
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
      await everywhere(callback as never);
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
      await refused(() => model.values((row) => ({ value: callback(row as never) })).all());
      await refused(() => model.orderBy(callback).all());
    });
  });

  describe("outside of its place", () => {
    test("a column outside of its callback", async () => {
      let kept: Measured["whole"] | undefined;
      await Measure.where((row) => {
        kept = row.whole;
        return row.yes;
      });
      await everywhere(() => kept, /outside of the callback/);
      await everywhere(() => kept?.plus(1), /outside of the callback/);
      await everywhere((row) => on(row["whole"], "plus", kept), /outside of the callback/);
    });

    test("a column of the outer row in a query that is awaited by itself", async () => {
      let inner: unknown;
      User.where((user) => {
        const posts = Post.where((post) => post.authorId.eq(user.id));
        inner = posts;
        return exists(posts);
      });
      const query = inner as Query<Post>;
      await refused(() => query.all(), /cannot be run by itself/);
      await refused(() => query.count(), /cannot be run by itself/);
      await refused(() => query.exists(), /cannot be run by itself/);
      await refused(() => query.pluck("id"), /cannot be run by itself/);
      await refused(() => query.first(), /cannot be run by itself/);
      await refused(() => query.sum("views"), /cannot be run by itself/);
      await refused(() => query.values((post) => ({ id: post.id })).all(), /cannot be run by itself/);
      await refused(() => query.update({ views: 1 }), /cannot be run by itself/);
      await refused(() => query.delete(), /cannot be run by itself/);
      await refused(() => query.destroy(), /cannot be run by itself/);
      await refused(() => User.where(() => exists(query)), /in which it was made/);
      await refused(() => User.where((user) => user.id.oneOf(query.select("authorId"))), /in which it was made/);
    });

    test("aggregates and windows where single rows are told apart", async () => {
      await refused(() => Measure.where((row) => row.whole.sum().gt(1)).all(), /having/);
      await refused(() => Measure.where((row) => row.whole.gt(0).and(count().gt(1))).all(), /having/);
      await refused(() => Measure.where(() => rowNumber().over({}).eq(1)).all(), /window/);
      await refused(() => Measure.groupBy(() => ({ n: count() })).aggregate((row) => ({ id: row.id.max() })), /group/);
      await refused(() => Measure.where({ id: 1 }).update({ whole: (row) => row.whole.max() }), /aggregate/);
      await refused(() => Measure.values((row) => ({ n: row.whole.sum().sum() })).all(), /aggregate/);
      await refused(() => Measure.values(() => ({ n: rowNumber() })).all(), /over/);
    });
  });
}
