import { inspect } from "node:util";
import { NotLoadedError } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { blogModels, Post, seedBlog, User } from "./kit/blog.js";
import { Category, networkModels, Person, seedNetwork } from "./kit/network.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** What records show of their relations: what was loaded, once, and nothing hidden. */
export function relationsJson(suite: Suite): void {
  tables(suite, ...blogModels, ...networkModels);
  beforeAll(async () => {
    await seedBlog();
    await seedNetwork();
  });
  const json = (value: unknown) => JSON.parse(JSON.stringify(value));
  const columns = ["authorId", "id", "name", "views"];

  test("what was not loaded does not show, awaited or not", async () => {
    const [post] = await Post.where({ name: "p1" });
    if (post === undefined) throw new Error("There is no such post.");
    await post.author;
    await post.comments;
    expect(Object.keys(json(post)).sort()).toEqual(columns);
    expect(Object.keys({ ...post }).sort()).toEqual(columns);
    expect(Object.keys(post).sort()).toEqual(columns);
    const shown = inspect(post);
    expect(shown).not.toMatch(/author:|comments|alice|Promise/);
    expect("author" in post).toBe(true);
    expect(inspect(post.author)).toMatch(/Post\.author.*await/);
    // A handle that is written out by itself would be {}, a loss that nobody sees.
    expect(() => JSON.stringify({ author: post.author })).toThrow(NotLoadedError);
    expect(() => JSON.stringify({ comments: post.comments })).toThrow(/Await it/);
  });

  test("what was loaded shows, to any depth, and hidden fields at none", async () => {
    const [post] = await Post.where({ name: "p1" }).with("author.profile", "tags", {
      comments: (query) => query.orderBy("id").with("author"),
    });
    const { author, comments, tags, ...rest } = json(post);
    expect(Object.keys(rest).sort()).toEqual(columns);
    expect(author).toMatchObject({ name: "alice", profile: { name: "of alice" } });
    expect(comments.map(({ author: by, name }: { author: { name: string }; name: string }) => [name, by.name])).toEqual(
      [
        ["c1", "bob"],
        ["c2", "bob"],
        ["c3", "alice"],
      ],
    );
    expect(tags.map(({ name }: { name: string }) => name).sort()).toEqual(["orm", "sql"]);
    expect(JSON.stringify(post)).not.toMatch(/password|secret/);
    expect(Object.keys({ ...post }).sort()).toEqual([...columns, "author", "comments", "tags"].sort());
    expect(inspect(post, { depth: 5 })).toMatch(/of alice/);
  });

  test("a record that is inside itself is written once", async () => {
    const users = await User.orderBy("id").with("posts.author.posts", "comments.post.comments");
    for (const user of users)
      for (const post of user.posts) for (const each of post.author.posts) expect(each.name).toMatch(/p/);
    const [alice] = json(users);
    expect(alice.posts[0].author.posts.map(({ name }: { name: string }) => name).sort()).toEqual(["p1", "p2", "p3"]);
    const [ann] = await Person.where({ name: "ann" }).with("pupil");
    if (ann === undefined || ann.pupil === null) throw new Error("Ann has no pupil.");
    // A circle of the very same records, as assigning makes it.
    ann.pupil.mentor = ann;
    expect(json(ann)).toMatchObject({ name: "ann", pupil: { name: "ben" } });
    expect(json(ann).pupil).not.toHaveProperty("mentor");
    expect(json({ ann, ben: ann.pupil }).ben).toMatchObject({ name: "ben", mentor: { name: "ann" } });
    expect(inspect(ann)).toMatch(/Circular/);
  });

  test("the same record in two places is written in both", async () => {
    const posts = await Post.orderBy("id").joined("author");
    expect(posts[0]?.author).toBe(posts[1]?.author);
    expect(json(posts).map(({ author }: { author: { name: string } }) => author.name)).toEqual([
      "alice",
      "alice",
      "alice",
      "bob",
    ]);
  });

  test("null and the empty list show as such", async () => {
    const [carol] = await User.where({ name: "carol" }).with("company", "posts", "profile");
    expect(json(carol)).toMatchObject({ company: null, posts: [], profile: null });
  });

  test("a loaded list is an array like any other, that refuses to be changed in vain", async () => {
    const [post] = await Post.where({ name: "p1" }).with({ comments: (query) => query.orderBy("id") });
    const comments = post?.comments ?? [];
    expect(Array.isArray(comments)).toBe(true);
    expect(comments).toHaveLength(3);
    expect(comments.map(({ name }) => name).join()).toBe("c1,c2,c3");
    expect(comments.filter(({ stars }) => stars > 1).constructor).toBe(Array);
    expect([...comments].reverse()[0]?.name).toBe("c3");
    expect(json(comments)).toHaveLength(3);
    expect(Object.keys(comments)).toEqual(["0", "1", "2"]);
    const [extra] = comments;
    for (const change of ["push", "unshift", "splice", "pop", "shift"] as const) {
      expect(() => (comments as unknown as Record<string, (...given: unknown[]) => unknown>)[change]?.(extra)).toThrow(
        /add/,
      );
    }
    expect(comments).toHaveLength(3);
  });

  test("a tree", async () => {
    const [root] = await Category.where({ parentId: null }).with("children.children");
    const shape = (node: { name: string; children?: unknown[] }): unknown => [
      node.name,
      ...((node.children ?? []) as never[]).map(shape).sort(),
    ];
    expect(shape(json(root))).toEqual(["root", ["left", ["left 1"], ["left 2"]], ["right", ["right 1"]]]);
  });
}
