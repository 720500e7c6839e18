import { count, exists, oneOf, rank } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Comment, emptyBlog, Post, seedBlog, User, withBlogTables } from "./kit/blog.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** The first row of each group, and what may be asked of such a query. */
export function distinctOn(suite: Suite): void {
  withBlogTables(suite);
  beforeEach(async () => {
    await emptyBlog();
    await seedBlog();
  });
  const names = (records: readonly { name: string }[]) => records.map(({ name }) => name);

  test("of each group the first by the order, which need not begin with the keys", async () => {
    expect(names(await Post.orderBy("-views").distinctOn("authorId"))).toEqual(["p4", "p3"]);
    expect(names(await Post.distinctOn("authorId").orderBy("views"))).toEqual(["p1", "p4"]);
    expect(names(await Post.distinctOn("authorId"))).toHaveLength(2);
    expect(names(await Comment.orderBy("-stars").distinctOn("authorId", "postId"))).toEqual(["c4", "c5", "c1", "c3"]);
    expect(names(await Post.orderBy("-author.name", "-views").distinctOn("authorId"))).toEqual(["p4", "p3"]);
    expect(names(await Post.orderBy((row) => row.comments.count().desc()).distinctOn("authorId"))).toEqual([
      "p1",
      "p4",
    ]);
  });

  test("called again, it says so anew; limit and offset count what comes out", async () => {
    const best = Post.orderBy("-views").distinctOn("id").distinctOn("authorId");
    expect(names(await best.limit(1))).toEqual(["p4"]);
    expect(names(await best.offset(1))).toEqual(["p3"]);
    expect([await best.count(), await best.exists(), await best.limit(1).count()]).toEqual([2, true, 1]);
    expect(names([(await best.first()) as Post, (await best.last()) as Post])).toEqual(["p4", "p3"]);
  });

  test("deleted rows are no first ones, if not asked for", async () => {
    expect(names(await Comment.orderBy("-stars").distinctOn("postId"))).toEqual(["c4", "c5", "c1"]);
    expect(names(await Comment.withDeleted().orderBy("-stars").distinctOn("postId"))).toEqual(["gone", "c4", "c5"]);
    expect(names(await Comment.onlyDeleted().distinctOn("postId"))).toEqual(["gone"]);
  });

  test("relations, counts and computed properties come with it", async () => {
    const best = Post.orderBy("-views").distinctOn("authorId");
    const { result, count: sent } = await countQueries(suite.db, () => best.with("author").withCount("comments"));
    expect(result.map(({ name, author, commentsCount }) => [name, author.name, commentsCount])).toEqual([
      ["p4", "bob", 1],
      ["p3", "alice", 0],
    ]);
    expect(sent).toBe(2);
    expect((await best.joined("author")).map(({ author }) => author.name)).toEqual(["bob", "alice"]);
    const [first] = await best.select("name", { loud: (row) => row.name.upper() });
    expect(first?.loud).toBe("P4");
    expect(await best.values((row) => ({ name: row.name, by: row.author.name }))).toEqual([
      { name: "p4", by: "bob" },
      { name: "p3", by: "alice" },
    ]);
  });

  test("sums and groups are reckoned over what comes out", async () => {
    const best = Post.orderBy("-views").distinctOn("authorId");
    expect([await best.sum("views"), await best.min("views"), await best.pluck("views")]).toEqual([7, 3, [4, 3]]);
    expect(await Post.distinctOn("authorId").aggregate((row) => ({ posts: count(), views: row.views.sum() }))).toEqual({
      posts: 2,
      views: 5,
    });
    const large = best.groupBy((row) => ({ large: row.views.gte(4) })).aggregate(() => ({ posts: count() }));
    expect(await large.orderBy("large")).toEqual([
      { large: false, posts: 1 },
      { large: true, posts: 1 },
    ]);
    expect(await best.groupBy("authorId").aggregate((row) => ({ views: row.views.sum() }))).toHaveLength(2);
  });

  test("for each record of its own in a list that is loaded", async () => {
    const latest = await User.orderBy("name").with({
      comments: (query) => query.orderBy("-stars").distinctOn("postId"),
    });
    expect(latest.map(({ comments }) => names(comments))).toEqual([["c5", "c3"], ["c1"], ["c4"]]);
    const limited = await User.orderBy("name").with({
      comments: (query) => query.orderBy("-stars").distinctOn("postId").limit(1),
    });
    expect(limited.map(({ comments }) => names(comments))).toEqual([["c5"], ["c1"], ["c4"]]);
    const alice = await User.findByOrFail({ name: "alice" });
    expect(names(await alice.comments.all().orderBy("stars").distinctOn("authorId"))).toEqual(["c3"]);
  });

  test("sets, queries inside of others and writes take it as any query", async () => {
    const best = Post.orderBy("-views").distinctOn("authorId");
    const rest = Post.all().except(best).orderBy("name");
    expect(names(await rest)).toEqual(["p1", "p2"]);
    expect(names(await best.union(Post.where({ name: "p1" })))).toEqual(["p4", "p3", "p1"]);
    expect(names(await User.where((row) => row.id.oneOf(best.limit(1).select("authorId"))))).toEqual(["bob"]);
    expect(await best.update({ views: (row) => row.views.plus(10) })).toBe(2);
    expect(await Post.orderBy("name").pluck("views")).toEqual([1, 2, 13, 14]);
    expect(await Comment.orderBy("-stars").distinctOn("postId").delete()).toBe(3);
    expect(names(await Comment.orderBy("name"))).toEqual(["c2", "c3"]);
  });

  test("it can be joined, and joined to", async () => {
    const best = Post.orderBy("-views").distinctOn("authorId");
    const rows = User.all()
      .join({ best }, (user, { best }) => best.authorId.eq(user.id))
      .values((user, { best }) => ({ user: user.name, best: best.name }))
      .orderBy("user");
    expect(await rows).toEqual([
      { user: "alice", best: "p3" },
      { user: "bob", best: "p4" },
    ]);
    const written = best
      .join({ user: User }, (post, { user }) => post.authorId.eq(user.id))
      .values((post, { user }) => ({ user: user.name, best: post.name }));
    expect(await written).toEqual((await rows).reverse());
  });

  test("a query of it that loads with a join can be part of a set", async () => {
    const joined = Post.orderBy("-author.name", "-views").joined("author").limit(1);
    expect(
      names(
        await Post.where({ name: oneOf(["p1"]) })
          .union(joined)
          .orderBy("name"),
      ),
    ).toEqual(["p1", "p4"]);
  });

  test("what cannot be told equal, or kept apart, is refused", async () => {
    const posts = loose(Post).all() as unknown as { distinctOn(...keys: unknown[]): PromiseLike<unknown> };
    for (const key of [
      "nam",
      "author",
      "author.name",
      "-views",
      "__proto__",
      'name"; drop table',
      1,
      null,
      {},
      () => 1,
    ]) {
      expect(await refusal(suite.db, () => posts.distinctOn(key)), String(key)).toMatchObject({ code: "QUERY" });
    }
    expect((await refusal(suite.db, () => posts.distinctOn())).message).toBe(
      "Post.distinctOn() needs a property by which rows are equal.",
    );
    const refused = async (work: () => unknown, message: RegExp) =>
      expect((await refusal(suite.db, work)).message).toMatch(message);
    await refused(
      () => User.withCount({ posts: (query) => query.distinctOn("name") }),
      /leave limit, offset and distinctOn out/,
    );
    await refused(() => Post.with({ tags: (query) => query.distinctOn("name") }), /through other tables/);
    await refused(
      () =>
        Post.orderBy((row) => rank().over({ orderBy: row.views }))
          .distinctOn("authorId")
          .all(),
      /The order of distinctOn of Post has a window function/,
    );
    await refused(
      () => User.where((row) => exists(Post.where((post) => post.authorId.eq(row.id)).distinctOn("name"))),
      /distinctOn of Post cannot be part of another query's callback/,
    );
  });
}
