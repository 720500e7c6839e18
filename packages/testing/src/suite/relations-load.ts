import { gte } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { blogModels, Comment, Post, seedBlog, User } from "./kit/blog.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** `Model.load`: relations onto records that were read before; only what is missing. */
export function relationsLoad(suite: Suite): void {
  tables(suite, ...blogModels);
  beforeAll(seedBlog);

  test("paths, and a callback", async () => {
    const posts = await Post.orderBy("id");
    const { result, count } = await countQueries(suite.db, () =>
      Post.load(posts, "author.company", { comments: (query) => query.where({ stars: gte(2) }).orderBy("stars") }),
    );
    expect(count).toBe(3);
    expect(result).toBe(posts);
    expect(result[0]?.author.company?.name).toBe("acme");
    expect(result[0]?.comments.map(({ name }) => name)).toEqual(["c3", "c1"]);
  });

  test("what is there already is kept, and gone on from", async () => {
    const posts = await Post.orderBy("id").with("author", "comments");
    const authors = posts.map(({ author }) => author);
    const { result, count } = await countQueries(suite.db, () => Post.load(posts, "author.profile", "comments.author"));
    expect(count).toBe(2);
    expect(result.map(({ author }) => author)).toEqual(authors);
    expect(result.every(({ author }, i) => author === authors[i])).toBe(true);
    expect([result[3]?.author.profile?.name, result[1]?.comments[0]?.author.name]).toEqual(["of bob", "carol"]);
    expect((await countQueries(suite.db, () => Post.load(posts, "author.profile", "comments.author"))).count).toBe(0);
  });

  test("some of the records have it, some do not", async () => {
    const [p1, p2] = await Post.orderBy("id").limit(2);
    if (p1 === undefined || p2 === undefined) throw new Error("There are no posts.");
    await Post.load(p1, "comments");
    const kept = p1.comments;
    const { count, statements } = await countQueries(suite.db, () => Post.load([p1, p2], "comments"));
    expect([count, statements[0]?.rows]).toEqual([1, 1]);
    expect(p1.comments).toBe(kept);
    expect(await p2.comments).toHaveLength(1);
  });

  test("records of several results, and one that is named twice", async () => {
    const [a, b] = [await Post.findByOrFail({ name: "p1" }), await Post.findByOrFail({ name: "p2" })];
    const { result, count } = await countQueries(suite.db, () => Post.load([a, b, a], "comments"));
    expect(count).toBe(1);
    expect(result.map(({ comments }) => comments.length)).toEqual([3, 1, 3]);
  });

  test("what was awaited before becomes a property", async () => {
    const [post] = await Post.where({ name: "p1" });
    if (post === undefined) throw new Error("There is no such post.");
    await post.comments;
    expect(Object.keys(post)).not.toContain("comments");
    const loaded = await Post.load(post, "comments");
    expect([Object.keys(loaded).includes("comments"), loaded.comments.length]).toEqual([true, 3]);
  });

  test("a callback loads anew what is there", async () => {
    const [post] = await Post.where({ name: "p1" }).with("comments");
    if (post === undefined) throw new Error("There is no such post.");
    const loaded = await Post.load(post, { comments: (query) => query.where({ name: "c1" }) });
    expect(loaded.comments.map(({ name }) => name)).toEqual(["c1"]);
  });

  test("no records, no statement", async () => {
    const { result, count } = await countQueries(suite.db, () => Post.load([], "comments.author"));
    expect([result, count]).toEqual([[], 0]);
  });

  test("in a transaction it sees what the transaction wrote", async () => {
    const [p3] = await Post.where({ name: "p3" });
    if (p3 === undefined) throw new Error("There is no such post.");
    const back = new Error("back");
    const thrown = await failure(() =>
      suite.db.transaction(async () => {
        await Comment.create({ name: "inside", postId: p3.id, authorId: p3.authorId });
        expect((await Post.load(p3, "comments")).comments).toHaveLength(1);
        throw back;
      }),
    );
    expect(thrown).toBe(back);
    expect((await Post.load(await Post.find(p3.id), "comments")).comments).toEqual([]);
  });

  test("anything but records of the model is refused, and so is a path that leads nowhere", async () => {
    const user = await User.findByOrFail({ name: "alice" });
    for (const [records, path] of [
      [user, "author"],
      [[user], "author"],
      [{}, "author"],
      [[null], "author"],
      [null, "author"],
      [undefined, "author"],
      ["p1", "author"],
      [[], "autor"],
    ] as const) {
      const error = await failure(() => Post.load(records as never, path as never));
      expect(error, JSON.stringify([records, path])).toMatchObject({ code: "QUERY" });
    }
  });
}
