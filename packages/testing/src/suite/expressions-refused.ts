import { count, exists, type Query, rowNumber } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { Post, User, withBlogTables } from "./kit/blog.js";
import { on, refused, refusedEverywhere } from "./kit/callbacks.js";
import { prototypeKeys } from "./kit/hostile-texts.js";
import { type LooseColumns, loose } from "./kit/loose.js";
import { Measure, type Measured, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

/** What a callback must not do is a clear error, before any SQL. */
export function refusedExpressions(suite: Suite): void {
  withMeasures(suite);
  withBlogTables(suite);

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
      await refusedEverywhere(suite, (row) => (name === "the row itself" ? row : result));
    });

    test("async callbacks give no expression", async () => {
      await refusedEverywhere(suite, async (row) => row.yes);
    });

    test("what is neither true nor false is no condition", async () => {
      await refused(suite, () => Measure.where((row) => row.whole as never), /true or false/);
      await refused(suite, () => Measure.where((row) => row.words.lower() as never), /true or false/);
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
      await refusedEverywhere(suite, (row) => row[key], /no property/);
    });

    test("a misspelt one is told with the nearest", async () => {
      await refusedEverywhere(suite, (row) => on(row["hwole"], "plus", 1), /no property "hwole".*whole/);
    });

    test("columns are for reading", async () => {
      await refusedEverywhere(
        suite,
        (row) => {
          Object.assign(row, { whole: 1 });
          return row.whole;
        },
        /for reading/,
      );
    });

    test("rows of to-many relations have none", async () => {
      const user = loose(User);
      await refused(suite, () => user.where((row: LooseColumns) => (row["posts"] as never)["views"]));
      await refused(
        suite,
        () => user.values((row: LooseColumns) => ({ sum: on(row["posts"], "sum", "nothing") })),
        /no property/,
      );
      await refused(suite, () => User.values((row) => ({ all: row.posts.reckon((post) => post.views) })), /sum\(\)/);
      await refused(suite, () => User.where((row) => row.posts.where(() => true as never).exists()), /no expression/);
    });
  });

  describe("outside of its place", () => {
    test("a column outside of its callback", async () => {
      let kept: Measured["whole"] | undefined;
      await Measure.where((row) => {
        kept = row.whole;
        return row.yes;
      });
      await refusedEverywhere(suite, () => kept, /outside of the callback/);
      await refusedEverywhere(suite, () => kept?.plus(1), /outside of the callback/);
      await refusedEverywhere(suite, (row) => on(row["whole"], "plus", kept), /outside of the callback/);
    });

    test("a column of the outer row in a query that is awaited by itself", async () => {
      let inner: unknown;
      User.where((user) => {
        const posts = Post.where((post) => post.authorId.eq(user.id));
        inner = posts;
        return exists(posts);
      });
      const query = inner as Query<Post>;
      await refused(suite, () => query.all(), /cannot be run by itself/);
      await refused(suite, () => query.count(), /cannot be run by itself/);
      await refused(suite, () => query.exists(), /cannot be run by itself/);
      await refused(suite, () => query.pluck("id"), /cannot be run by itself/);
      await refused(suite, () => query.first(), /cannot be run by itself/);
      await refused(suite, () => query.sum("views"), /cannot be run by itself/);
      await refused(suite, () => query.values((post) => ({ id: post.id })).all(), /cannot be run by itself/);
      await refused(suite, () => query.update({ views: 1 }), /cannot be run by itself/);
      await refused(suite, () => query.delete(), /cannot be run by itself/);
      await refused(suite, () => query.destroy(), /cannot be run by itself/);
      await refused(suite, () => User.where(() => exists(query)), /in which it was made/);
      await refused(suite, () => User.where((user) => user.id.oneOf(query.select("authorId"))), /in which it was made/);
    });

    test("aggregates and windows where single rows are told apart", async () => {
      await refused(suite, () => Measure.where((row) => row.whole.sum().gt(1)).all(), /having/);
      await refused(suite, () => Measure.where((row) => row.whole.gt(0).and(count().gt(1))).all(), /having/);
      await refused(suite, () => Measure.where(() => rowNumber().over({}).eq(1)).all(), /window/);
      const groups = Measure.groupBy("whole").aggregate(() => ({ n: count() }));
      await refused(suite, () => groups.having(() => rowNumber().over({}).eq(1)).all(), /window/);
      await refused(
        suite,
        () => Measure.groupBy(() => ({ n: count() })).aggregate((row) => ({ id: row.id.max() })),
        /group/,
      );
      await refused(suite, () => Measure.where({ id: 1 }).update({ whole: (row) => row.whole.max() }), /aggregate/);
      await refused(suite, () => Measure.values((row) => ({ n: row.whole.sum().sum() })).all(), /aggregate/);
      await refused(suite, () => Measure.values(() => ({ n: rowNumber() })).all(), /over/);
    });
  });
}
