import { type Database, type Logger, NotLoadedError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { blogModels, Post, seedBlog, User } from "./kit/blog.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** What `lazyLoading` makes of a relation that is awaited and was not loaded. */
export function relationsLazyModes(suite: Suite): void {
  const warnings: Record<string, unknown>[] = [];
  const log: Logger = { debug() {}, error() {}, warn: (fields, message) => void warnings.push({ ...fields, message }) };
  const open = async (lazyLoading?: "batch" | "warn" | "forbid"): Promise<Database> => {
    const db = await suite.open({
      log,
      slowQueryMs: 600_000,
      models: blogModels,
      ...(lazyLoading === undefined ? {} : { lazyLoading }),
    });
    await db.createTables();
    await db.use(seedBlog);
    warnings.length = 0;
    return db;
  };

  test("batch, unless something else is said: nothing is logged", async () => {
    const db = await open();
    expect(db.lazyLoading).toBe("batch");
    await db.use(async () => {
      for (const post of await Post.all()) await post.author;
    });
    expect(warnings).toEqual([]);
  });

  test("warn loads all the same, and names model, relation and the caller's line once a statement", async () => {
    const db = await open("warn");
    await db.use(async () => {
      const { count } = await countQueries(db, async () => {
        for (const post of await Post.all()) expect((await post.author).id).toBe(post.authorId);
      });
      expect(count).toBe(2);
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ model: "Post", relation: "author" });
    expect(warnings[0]?.["caller"]).toMatch(/relations-lazy-modes\.[jt]s:\d+/);
  });

  test("warn says nothing of what is known without a statement", async () => {
    const db = await open("warn");
    await db.use(async () => {
      for (const user of await User.all().with("posts", "company")) {
        await user.company;
        for (const post of await user.posts) expect(await post.author).toBe(user);
      }
      const carol = await User.findByOrFail({ name: "carol" });
      expect(await carol.company).toBeNull();
    });
    expect(warnings).toEqual([]);
  });

  test("forbid throws before any statement, and says how to load it", async () => {
    const db = await open("forbid");
    await db.use(async () => {
      const [post] = await Post.all();
      const works = [
        ["author", async () => post?.author],
        ["comments", async () => post?.comments],
        ["tags", () => Promise.all([post?.tags])],
      ] as const;
      for (const [relation, work] of works) {
        const error = await refusal(db, work);
        expect(error).toBeInstanceOf(NotLoadedError);
        expect(error).toMatchObject({ code: "NOT_LOADED", model: "Post", fields: [relation] });
        expect(error.message).toContain(`with("${relation}")`);
        expect(`${error.message}\n${error.stack}`).toMatch(/relations-lazy-modes\.[jt]s:\d+/);
      }
    });
  });

  test("forbid lets be used what was loaded, is known, or is asked for in words", async () => {
    const db = await open("forbid");
    await db.use(async () => {
      const [post] = await Post.where({ name: "p1" }).with("author", "comments");
      expect((await post?.author)?.name).toBe("alice");
      for (const comment of post?.comments ?? []) expect(await comment.post).toBe(post);
      expect(await post?.tags.count()).toBe(2);
      expect(await post?.tags.where({ name: "orm" })).toHaveLength(1);
      expect(await post?.tags.all()).toHaveLength(2);
      const carol = await User.findByOrFail({ name: "carol" });
      expect(await carol.company).toBeNull();
      expect((await User.load(carol, "posts")).posts).toEqual([]);
    });
  });

  test("it can be changed at any time, for one database by itself", async () => {
    const db = await open("forbid");
    await db.use(async () => {
      const [post] = await Post.all();
      expect(await failure(async () => post?.author)).toBeInstanceOf(NotLoadedError);
      db.lazyLoading = "batch";
      expect((await post?.author)?.name).toBeDefined();
    });
    expect(suite.db.lazyLoading).toBe("batch");
  });

  test("any other value is refused", async () => {
    const db = await open();
    for (const value of ["never", true, null, ""]) {
      expect(await failure(() => Object.assign(db, { lazyLoading: value }))).toMatchObject({ code: "CONFIGURATION" });
      expect(await failure(() => suite.open({ lazyLoading: value as never }))).toMatchObject({ code: "CONFIGURATION" });
    }
    expect(db.lazyLoading).toBe("batch");
  });
}
