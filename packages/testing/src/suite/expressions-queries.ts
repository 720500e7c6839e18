import { exists, type Query } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Comment, Post, seedBlog, User, withBlogTables } from "./kit/blog.js";
import type { Suite } from "./kit/suite.js";

/** Queries inside of queries: as lists to look in, as rows that there are, speaking of the row around them or not. */
export function queriesInQueries(suite: Suite): void {
  withBlogTables(suite);
  beforeAll(seedBlog);
  const names = (query: { pluck(property: "name"): Promise<string[]> }) => query.pluck("name");

  test("oneOf and noneOf look in the rows of a query, in one statement", async () => {
    const writers = Post.where({ views: 4 }).select("authorId");
    const { result, count } = await countQueries(suite.db, () => names(User.where((user) => user.id.oneOf(writers))));
    expect([result, count]).toEqual([["bob"], 1]);
    expect(await names(User.where((user) => user.id.noneOf(writers)).orderBy("id"))).toEqual(["alice", "carol"]);
  });

  test("a NULL among the rows hides nobody from noneOf", async () => {
    const withNull = User.all().select("companyId");
    expect((await User.where({ name: "carol" }).pluck("companyId"))[0]).toBeNull();
    expect(await names(User.where((user) => user.id.plus(1000).noneOf(withNull)).orderBy("id"))).toEqual([
      "alice",
      "bob",
      "carol",
    ]);
    expect(await names(User.where((user) => user.companyId.noneOf(withNull)))).toEqual(["carol"]);
  });

  test("order, limit and offset hold inside", async () => {
    const most = Post.orderBy("-views").limit(1).select("id");
    expect(await names(Post.where((post) => post.id.oneOf(most)))).toEqual(["p4"]);
    const next = Post.orderBy("-views").limit(2).offset(1).select("id");
    expect(await names(Post.where((post) => post.id.oneOf(next)).orderBy("id"))).toEqual(["p2", "p3"]);
  });

  test("exists speaks of the row around it", async () => {
    const writers = User.where((user) => exists(Post.where((post) => post.authorId.eq(user.id))));
    expect(await names(writers.orderBy("id"))).toEqual(["alice", "bob"]);
    expect(await writers.count()).toBe(2);
    const idle = User.whereNot((user) => exists(Post.where((post) => post.authorId.eq(user.id))));
    expect(await names(idle)).toEqual(["carol"]);
  });

  test("exists of a query that speaks of itself alone", async () => {
    expect(await User.where(() => exists(Post.where({ views: 4 }))).count()).toBe(3);
    expect(await User.where(() => exists(Post.where({ views: 400 }))).count()).toBe(0);
    expect(await User.where(() => exists(Post.where({ views: 4 }).limit(0))).count()).toBe(0);
  });

  test("three levels deep, each speaks of the ones around it", async () => {
    const query = User.where((user) =>
      exists(
        Post.where((post) =>
          post.authorId
            .eq(user.id)
            .and(exists(Comment.where((comment) => comment.postId.eq(post.id).and(comment.authorId.eq(user.id))))),
        ),
      ),
    );
    expect(await names(query)).toEqual(["alice"]);
  });

  test("a table inside of itself", async () => {
    const best = Post.whereNot((post) =>
      exists(Post.where((other) => other.authorId.eq(post.authorId).and(other.views.gt(post.views)))),
    );
    expect(await names(best.orderBy("id"))).toEqual(["p3", "p4"]);
  });

  test("a query that speaks of the row around it, as a list", async () => {
    const query = Comment.where((comment) =>
      comment.authorId.oneOf(Post.where((post) => post.id.eq(comment.postId)).select("authorId")),
    );
    expect(await names(query)).toEqual(["c3"]);
  });

  test("a query inside can be used again by itself, and in another", async () => {
    const popular = Post.where({ views: 4 }).select("id");
    expect((await popular).map(({ id }) => id)).toHaveLength(1);
    expect(await names(Comment.where((comment) => comment.postId.oneOf(popular)))).toEqual(["c5"]);
    expect(await names(Post.where((post) => post.id.oneOf(popular)))).toEqual(["p4"]);
  });

  test("rows that are deleted softly are not there inside either", async () => {
    const stars = (query: Query<Comment>) =>
      Post.where((post) => post.id.oneOf(query.where({ stars: 9 }).select("postId"))).count();
    expect(await stars(Comment.all())).toBe(0);
    expect(await stars(Comment.withDeleted())).toBe(1);
  });
}
