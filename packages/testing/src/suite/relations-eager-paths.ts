import { startsWith } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { blogModels, Company, Post, seedBlog, User } from "./kit/blog.js";
import { Album, galleryModels, Note, seedGallery } from "./kit/gallery.js";
import { Category, networkModels, Person, seedNetwork } from "./kit/network.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Paths of relations: a statement for each relation on the way, and nothing is multiplied. */
export function relationsEagerPaths(suite: Suite): void {
  tables(suite, ...blogModels, ...networkModels, ...galleryModels);
  beforeAll(async () => {
    await seedBlog();
    await seedNetwork();
    await seedGallery();
  });
  const names = (records: readonly { name: string }[]) => records.map(({ name }) => name).sort();

  test("the author, the comments and the author of each", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Post.orderBy("id").with("author", "comments.author.company"),
    );
    expect(count).toBe(5);
    const shown = result.map((post) => [
      post.author.name,
      ...post.comments.map(({ name, author }) => `${name} by ${author.name} of ${author.company?.name}`).sort(),
    ]);
    expect(shown).toEqual([
      ["alice", "c1 by bob of acme", "c2 by bob of acme", "c3 by alice of acme"],
      ["alice", "c4 by carol of undefined"],
      ["alice"],
      ["bob", "c5 by alice of acme"],
    ]);
  });

  test("several to-manys side by side do not multiply", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      User.orderBy("id").with("posts.comments", "posts.tags", "comments", "received"),
    );
    expect(count).toBe(6);
    const [alice] = result;
    expect(result).toHaveLength(3);
    expect(names(alice?.posts ?? [])).toEqual(["p1", "p2", "p3"]);
    expect(alice?.posts.map(({ comments, tags }) => [comments.length, tags.length])).toEqual([
      [3, 2],
      [1, 1],
      [0, 0],
    ]);
    expect([names(alice?.comments ?? []), names(alice?.received ?? [])]).toEqual([
      ["c3", "c5"],
      ["c1", "c2", "c3", "c4"],
    ]);
  });

  test("limit, offset and first count the records that were asked for, whatever comes with them", async () => {
    const some = await Post.orderBy("-id").with("comments", "tags").offset(2).limit(2);
    expect(some.map(({ name, comments, tags }) => [name, comments.length, tags.length])).toEqual([
      ["p2", 1, 1],
      ["p1", 3, 2],
    ]);
    const first = await Post.orderBy("id").with("comments", "tags").first();
    expect([first?.name, first?.comments.length, first?.tags.length]).toEqual(["p1", 3, 2]);
    expect(await Post.all().with("comments").count()).toBe(4);
  });

  test("called again, it adds; a path that is named twice is loaded once", async () => {
    const query = Post.orderBy("id").with("author").with("comments").with("comments.author", "author");
    const { result, count } = await countQueries(suite.db, () => query);
    expect(count).toBe(4);
    expect([result[0]?.author.name, result[0]?.comments[0]?.author.name]).toEqual(["alice", "bob"]);
    const narrower = Post.orderBy("id").with("author");
    narrower.with("comments");
    expect(Object.keys((await narrower)[0] ?? {})).not.toContain("comments");
  });

  test("the other order of a path and its beginning", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Post.orderBy("id").with("comments.author", "comments"),
    );
    expect([count, result[0]?.comments[0]?.author.name]).toEqual([3, "bob"]);
  });

  test("down a tree and up again", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Category.where({ parentId: null }).with("children.children.parent.parent"),
    );
    expect(count).toBe(5);
    const [root] = result;
    const grandchildren = root?.children.flatMap(({ children }) => children) ?? [];
    expect(names(grandchildren)).toEqual(["left 1", "left 2", "right 1"]);
    expect(grandchildren.map(({ parent }) => parent?.parent?.name)).toEqual(["root", "root", "root"]);
  });

  test("across every other kind", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Person.orderBy("id").with("following.teams.members", "lastLogin.person", "pupil.mentor"),
    );
    expect(count).toBe(8);
    const [ann] = result;
    const reached = ann?.following.map(({ name, teams }) => [name, teams.map(({ members }) => names(members))]);
    expect(reached?.sort()).toEqual([
      ["ben", [["ann", "ben"]]],
      ["cy", []],
    ]);
    expect([ann?.lastLogin?.person.name, ann?.pupil?.mentor?.name]).toEqual(["ann", "ann"]);
    const companies = await Company.orderBy("id").with("comments.author", "posts.tags");
    expect(companies.map(({ comments, posts }) => [comments.length, posts.length])).toEqual([
      [5, 4],
      [0, 0],
    ]);
  });

  test("on from a polymorphic relation, and back", async () => {
    const { result, count } = await countQueries(suite.db, () => Note.orderBy("id").with("subject.notes"));
    expect(count).toBe(5);
    const reached = result.map(({ subject }) => (subject === null ? null : names(subject.notes as Note[])));
    expect(reached).toEqual([["a1", "a2"], ["a1", "a2"], ["f1"], null]);
    const albums = await Album.all().with("notes.subject");
    for (const album of albums) for (const note of album.notes) expect(note.subject?.name).toBe(album.name);
  });

  test("a level that is empty ends the way there", async () => {
    const { count } = await countQueries(suite.db, () =>
      // With a limit, nothing further on is sent before a level is there.
      Post.where({ name: startsWith("p3") }).with({
        comments: (comments) => comments.limit(9).with("author"),
        tags: (tags) => tags.limit(9).with("posts"),
      }),
    );
    expect(count).toBe(3);
  });

  test("a path that leads nowhere is refused, with the nearest name", async () => {
    for (const [path, words] of [
      ["autor", /autor.*author/],
      ["comments.autor", /Comment\.autor.*author/s],
      ["name", /column/],
      ["", /relation/],
      ["comments.", /relation/],
      ["__proto__", /relation/],
      ["constructor", /relation/],
      ["toString", /relation/],
    ] as const) {
      const error = await refusal(suite.db, () => Post.all().with(path as never));
      expect(error.code).toBe("QUERY");
      expect(error.message).toMatch(words);
    }
  });
}
