import { beforeAll, expect, test } from "vitest";
import { Comment, Post, seedBlog, User, withBlogTables } from "./kit/blog.js";
import type { Suite } from "./kit/suite.js";

/** Expressions over columns of related records, and over the rows of to-many relations. */
export function expressionsAcross(suite: Suite): void {
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
}
