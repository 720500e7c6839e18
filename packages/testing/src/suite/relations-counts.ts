import { gte, type Query } from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Comment, Company, Post, User } from "./kit/blog.js";
import { refusal } from "./kit/refusal.js";
import { type RelationCase, relationCases, relationModels, seedRelations } from "./kit/relation-cases.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const lists = relationCases.filter(({ expected }) => Object.values(expected).some(Array.isArray));

/** `withCount`: numbers instead of records, in the statement that reads. */
export function relationsCounts(suite: Suite): void {
  tables(suite, ...relationModels);
  beforeAll(seedRelations);

  describe.each(lists)("$kind: $relation", ({ model, relation, expected }: RelationCase) => {
    test("counted in the same statement", async () => {
      const { result, count } = await countQueries(suite.db, () => model.all().withCount(relation));
      expect(count).toBe(1);
      const counts = result.map((record) => [record["name"], record[`${relation}Count`]]);
      const numbers = Object.entries(expected).map(([name, names]) => [name, (names as string[]).length]);
      expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(numbers));
      expect(result.every((record) => !record.$isDirty)).toBe(true);
    });
  });

  test("several, beside what is loaded and what is asked for", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      User.orderBy("-name")
        .where({ company: { name: "acme" } })
        .withCount("posts", "comments")
        .withCount({ received: (query) => query.where({ stars: gte(3) }) })
        .with("posts"),
    );
    expect(count).toBe(2);
    const numbers = result.map((user) => [user.name, user.postsCount, user.commentsCount, user.receivedCount]);
    expect(numbers).toEqual([
      ["bob", 1, 2, 1],
      ["alice", 3, 2, 2],
    ]);
    expect(result.map(({ posts }) => posts.length)).toEqual([1, 3]);
  });

  test("a callback says what counts: conditions, those across relations, and deleted rows", async () => {
    const counted = async (comments: (query: Query<Comment>) => Query<Comment>) =>
      (await Post.orderBy("id").withCount({ comments })).map(({ commentsCount }) => commentsCount);
    expect(await counted((query) => query.where({ stars: gte(3) }))).toEqual([1, 1, 0, 1]);
    expect(await counted((query) => query.where({ author: { name: "bob" } }))).toEqual([2, 0, 0, 0]);
    expect(await counted((query) => query.withDeleted())).toEqual([4, 1, 0, 1]);
    expect(await counted((query) => query.onlyDeleted())).toEqual([1, 0, 0, 0]);
  });

  test("with first, limit, offset and a query for a key", async () => {
    const first = await Post.orderBy("id").withCount("comments").first();
    expect([first?.name, first?.commentsCount]).toEqual(["p1", 3]);
    const [second] = await Post.orderBy("id").withCount("tags").offset(1).limit(1);
    expect([second?.name, second?.tagsCount]).toEqual(["p2", 1]);
    const found = await Post.all()
      .withCount("comments")
      .find(first?.id as number);
    expect(found.commentsCount).toBe(3);
  });

  test("on a related query, and inside a callback", async () => {
    const alice = await User.findByOrFail({ name: "alice" });
    const posts = await alice.posts.orderBy("id").withCount("comments");
    expect(posts.map(({ commentsCount }) => commentsCount)).toEqual([3, 1, 0]);
    const [acme] = await Company.where({ name: "acme" }).with({
      users: (query) => query.orderBy("id").withCount("posts"),
      posts: (query) => query.orderBy("id").withCount("tags", "comments").limit(2),
    });
    expect(acme?.users.map(({ postsCount }) => postsCount)).toEqual([3, 1]);
    expect(acme?.posts.map(({ tagsCount, commentsCount }) => [tagsCount, commentsCount])).toEqual([
      [2, 3],
      [1, 1],
    ]);
  });

  test("a number is no column: it is not saved, and JSON has it", async () => {
    const [post] = await Post.where({ name: "p1" }).withCount("comments");
    expect(post?.toJSON()).toMatchObject({ name: "p1", commentsCount: 3 });
    const { statements } = await countQueries(suite.db, async () => post?.update({ views: 10 }));
    expect(statements.filter(({ operation }) => operation === "update")).toHaveLength(1);
    expect(post?.commentsCount).toBe(3);
  });

  test("what cannot be counted is refused", async () => {
    for (const work of [
      () =>
        Post.all()
          .withCount("author" as never)
          .withCount("author" as never),
      () => Post.all().withCount("nothing" as never),
      () => Post.all().withCount("comments", "comments"),
      () => Post.all().withCount({ comments: (query) => query.limit(1) }),
      () => Post.all().withCount({ comments: (query) => query.offset(1) }),
      () => Post.all().withCount({ comments: (() => undefined) as never }),
      () => Post.all().withCount("comments.author" as never),
    ]) {
      expect((await refusal(suite.db, work)).code).toBe("QUERY");
    }
    expect(await Comment.count()).toBe(5);
  });
}
