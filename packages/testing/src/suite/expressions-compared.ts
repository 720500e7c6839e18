import { type Expression, when } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { Comment, Post, seedBlog, User, withBlogTables } from "./kit/blog.js";
import { Measure, type Measured, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

type Make = (row: Measured) => Expression<boolean | null>;

const leaves: readonly Make[] = [
  (row) => row.whole.gt(row.small),
  (row) => row.whole.eq(row.minus.abs()),
  (row) => row.whole.ne(row.minus),
  (row) => row.small.lt(row.id),
  (row) => row.price.gte("1.00"),
  (row) => row.words.contains("im"),
  (row) => row.words.lower().oneOf(["none", null]),
  (row) => row.words.noneOf(["none"]),
  (row) => row.whole.noneOf([7, null]),
  (row) => row.whole.isNull(),
  (row) => row.at.startOf("month").between(new Date(0), row.at),
  (row) => row.yes,
  (row) => row.yes.eq(row.no.not()),
  (row) => row.whole.oneOf(Measure.where((inner) => inner.whole.isNotNull()).select("whole")),
  (row) => row.whole.noneOf(Measure.all().select("whole")),
  (row) => when(row.whole.gt(1), row.no, row.yes),
  (row) => row.whole.coalesce(0).gt(row.ratio),
];

const trees = fc.letrec<{ tree: Make }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...leaves),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Make =>
        (row) =>
          a(row).and(b(row)),
    ),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Make =>
        (row) =>
          a(row).or(b(row)),
    ),
    tie("tree").map(
      (part): Make =>
        (row) =>
          part(row).not(),
    ),
  ),
})).tree;

/** Expressions compared with each other: of one row, across relations, with NULLs on either side. */
export function comparedExpressions(suite: Suite): void {
  describe("in one row", () => {
    withMeasures(suite);
    const ids = (make: Make, negated = false) => {
      const query = negated ? Measure.whereNot(make) : Measure.where(make);
      return query.orderBy("id").pluck("id");
    };

    test("a condition and its opposite part the rows, NULLs or not", async () => {
      await fc.assert(
        fc.asyncProperty(trees, async (tree) => {
          const yes = await ids(tree);
          const no = [1, 2].filter((id) => !yes.includes(id));
          expect(await ids(tree, true)).toEqual(no);
          expect(await ids((row) => tree(row).not())).toEqual(no);
          expect(await ids((row) => tree(row).not().not())).toEqual(yes);
          expect(await ids((row) => tree(row).not(), true)).toEqual(yes);
        }),
        { numRuns: 80 },
      );
    });

    test("and intersects, or joins", async () => {
      await fc.assert(
        fc.asyncProperty(trees, trees, async (one, other) => {
          const [a, b] = [await ids(one), await ids(other)];
          expect(await ids((row) => one(row).and(other(row)))).toEqual(a.filter((id) => b.includes(id)));
          expect(await ids((row) => one(row).or(other(row)))).toEqual([1, 2].filter((id) => [...a, ...b].includes(id)));
        }),
        { numRuns: 50 },
      );
    });

    test("equal to null is to have no value", async () => {
      expect(await ids((row) => row.whole.eq(null))).toEqual([2]);
      expect(await ids((row) => row.whole.ne(null))).toEqual([1]);
      expect(await ids((row) => row.whole.plus(1).eq(null))).toEqual([2]);
    });

    test("what has no value is different from every value, and equal to nothing", async () => {
      expect(await ids((row) => row.whole.ne(7))).toEqual([2]);
      expect(await ids((row) => row.whole.eq(row.whole))).toEqual([1]);
      expect(await ids((row) => row.whole.ne(row.minus))).toEqual([1]);
    });

    test("values that a column cannot have are equal to nothing", async () => {
      expect(await ids((row) => row.words.eq("a\0b"))).toEqual([]);
      expect(await ids((row) => row.words.ne("a\0b"))).toEqual([1, 2]);
      expect(await ids((row) => row.small.oneOf([1_000_000]))).toEqual([]);
    });
  });

  describe("across relations", () => {
    withBlogTables(suite);
    beforeAll(seedBlog);

    test("columns of to-ones, several steps away", async () => {
      const own = await Comment.where((comment) => comment.author.id.eq(comment.post.author.id)).pluck("name");
      expect(own).toEqual(["c3"]);
      const acme = await Post.where((post) => post.author.company.name.upper().eq("ACME"))
        .orderBy("id")
        .pluck("name");
      expect(acme).toEqual(["p1", "p2", "p3", "p4"]);
    });

    test("a to-one that is not there has no values", async () => {
      expect(await User.where((user) => user.company.name.isNull()).pluck("name")).toEqual(["carol"]);
      expect(await User.where((user) => user.company.name.ne("acme")).pluck("name")).toEqual(["carol"]);
      expect(await User.whereNot((user) => user.company.name.eq("acme")).pluck("name")).toEqual(["carol"]);
      expect(await User.orderBy("id").values((user) => ({ at: user.company.name.coalesce("none") }))).toEqual([
        { at: "acme" },
        { at: "acme" },
        { at: "none" },
      ]);
    });

    test("rows of to-many relations: how many, whether, and what they come to", async () => {
      const rows = await User.orderBy("id").values((user) => ({
        name: user.name,
        posts: user.posts.count(),
        popular: user.posts.where((post) => post.views.gt(3)).exists(),
        views: user.posts.sum("views"),
        most: user.posts.max("views"),
        least: user.posts.where((post) => post.views.gt(1)).min("views"),
        average: user.posts.avg("views"),
        names: user.posts.reckon((post) => post.name.countDistinct()),
      }));
      expect(rows).toStrictEqual([
        { name: "alice", posts: 3, popular: false, views: 6, most: 3, least: 2, average: 2, names: 3 },
        { name: "bob", posts: 1, popular: true, views: 4, most: 4, least: 4, average: 4, names: 1 },
        { name: "carol", posts: 0, popular: false, views: null, most: null, least: null, average: null, names: 0 },
      ]);
    });

    test("their conditions may speak of the row around them", async () => {
      const users = User.where((user) => user.comments.where((comment) => comment.post.author.id.ne(user.id)).exists());
      expect(await users.orderBy("id").pluck("name")).toEqual(["alice", "bob", "carol"]);
      const own = User.where((user) =>
        user.comments
          .where((comment) => comment.post.author.id.eq(user.id))
          .count()
          .gt(0),
      );
      expect(await own.pluck("name")).toEqual(["alice"]);
    });

    test("rows that are deleted softly do not count", async () => {
      const rows = await Post.where({ name: "p1" }).values((post) => ({
        comments: post.comments.count(),
        stars: post.comments.sum("stars"),
      }));
      expect(rows).toEqual([{ comments: 3, stars: 6 }]);
    });

    test("rows that several ways lead to count once", async () => {
      const rows = await Post.where({ name: "p1" }).values((post) => ({ people: post.commenters.count() }));
      expect(rows).toEqual([{ people: 2 }]);
    });

    test("an order by what is reckoned across relations", async () => {
      const byPosts = User.orderBy((user) => [user.posts.count().desc(), user.name]);
      expect(await byPosts.pluck("name")).toEqual(["alice", "bob", "carol"]);
      expect(await User.orderBy((user) => user.company.name.desc()).first()).toMatchObject({ name: "carol" });
    });
  });
}
