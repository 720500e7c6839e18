import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { blogModels, Comment, emptyBlog, Post, Profile, seedBlog, Tag, User } from "./kit/blog.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** What a lazy relation knows without asking, when it asks anew, and what it sees. */
export function relationsLazyRules(suite: Suite): void {
  tables(suite, ...blogModels);
  beforeEach(async () => {
    await emptyBlog();
    await seedBlog();
  });
  const count = async (work: () => PromiseLike<unknown>) => (await countQueries(suite.db, work)).count;
  const user = (name: string) => User.findByOrFail({ name });
  const post = (name: string) => Post.findByOrFail({ name });
  const names = (records: readonly { name: string }[]) => records.map(({ name }) => name).sort();

  test("a key that is null leads to null without a statement", async () => {
    const carol = await user("carol");
    expect(await count(async () => expect(await carol.company).toBeNull())).toBe(0);
  });

  test("a new record has nobody yet, and no statement asks", async () => {
    const fresh = new User({ name: "dora" });
    const sent = await count(async () => {
      expect(await fresh.posts).toEqual([]);
      expect([await fresh.profile, await fresh.company]).toEqual([null, null]);
    });
    expect(sent).toBe(0);
  });

  test("a new record with a key finds who it belongs to", async () => {
    const bob = await user("bob");
    const draft = new Post({ name: "draft", authorId: bob.id });
    expect((await draft.author).name).toBe("bob");
    expect(await draft.comments).toEqual([]);
  });

  test("what was loaded for a record finds the way back without a statement", async () => {
    const alice = await user("alice");
    const [posts, profile] = [await alice.posts, await alice.profile];
    const sent = await count(async () => {
      for (const each of posts) expect(await each.author).toBe(alice);
      expect(await profile?.user).toBe(alice);
    });
    expect(sent).toBe(0);
    const [loaded] = await User.where({ name: "alice" }).with("posts.comments", "profile");
    const without = await count(async () => {
      expect(await loaded?.profile?.user).toBe(loaded);
      for (const each of loaded?.posts ?? []) {
        expect(await each.author).toBe(loaded);
        for (const comment of each.comments) expect(await comment.post).toBe(each);
      }
    });
    expect(without).toBe(0);
  });

  test("a way back that was cut is not taken", async () => {
    const [alice, bob] = [await user("alice"), await user("bob")];
    const [first] = await alice.posts;
    if (first === undefined) throw new Error("Alice has no posts.");
    first.authorId = bob.id;
    expect((await first.author).name).toBe("bob");
  });

  test("a key that was changed by hand loads anew, and back again", async () => {
    const [bob, p1] = [await user("bob"), await post("p1")];
    const before = p1.authorId;
    expect((await p1.author).name).toBe("alice");
    p1.authorId = bob.id;
    expect(await count(async () => expect((await p1.author).name).toBe("bob"))).toBe(1);
    p1.authorId = before;
    expect((await p1.author).name).toBe("alice");
    p1.authorId = bob.id;
    await p1.save();
    expect((await p1.author).name).toBe("bob");
    await p1.reload();
    expect((await p1.author).name).toBe("bob");
  });

  test("a key that is set to null leads to null at once", async () => {
    const bob = await user("bob");
    expect((await bob.company)?.name).toBe("acme");
    bob.companyId = null;
    expect(await count(async () => expect(await bob.company).toBeNull())).toBe(0);
  });

  test("loaded once is kept, and forgotten by reload", async () => {
    const p1 = await post("p1");
    const comments = await p1.comments;
    await Comment.create({ name: "new", postId: p1.id, authorId: p1.authorId });
    expect(await p1.comments).toBe(comments);
    expect(await p1.comments.count()).toBe(comments.length + 1);
    await p1.reload();
    expect(names(await p1.comments)).toEqual(["c1", "c2", "c3", "new"]);
  });

  test("the handle queries what belongs to the record, and nothing else", async () => {
    const [p1, alice, [orm]] = [await post("p1"), await user("alice"), await Tag.where({ name: "orm" })];
    const lonely = await Tag.findByOrFail({ name: "unused" });
    const sent = await count(async () => {
      expect([await p1.comments.count(), await p1.comments.exists()]).toEqual([3, true]);
      expect(names(await p1.comments.where({ stars: 1 }))).toEqual(["c2"]);
      expect((await p1.comments.orderBy("-stars").limit(2)).map(({ name }) => name)).toEqual(["c1", "c3"]);
      expect((await p1.comments.first())?.name).toBe("c1");
      expect([await p1.tags.contains(orm as Tag), await p1.tags.contains(lonely)]).toEqual([true, false]);
      expect([await lonely.posts.exists(), await lonely.posts.first()]).toEqual([false, null]);
      expect(names(await alice.received.where({ post: { name: "p2" } }))).toEqual(["c4"]);
      expect(await alice.received.count()).toBe(4);
      expect(await p1.commenters.count()).toBe(2);
      expect(await p1.comments.all().withDeleted().count()).toBe(4);
    });
    expect(sent).toBe(13);
  });

  test("inside a transaction it sees what the transaction wrote, and nobody else does", async () => {
    const [p3, alice] = [await post("p3"), await user("alice")];
    const error = new Error("back");
    const thrown = await failure(() =>
      suite.db.transaction(async () => {
        await Comment.create({ name: "inside", postId: p3.id, authorId: alice.id });
        expect(names(await p3.comments)).toEqual(["inside"]);
        const [again] = await Post.where({ name: "p3" });
        expect(names((await again?.comments) ?? [])).toEqual(["inside"]);
        throw error;
      }),
    );
    expect(thrown).toBe(error);
    expect(await (await post("p3")).comments).toEqual([]);
  });

  test("awaits of one tick inside and outside of a transaction do not share a statement", async () => {
    const [inner, outer] = [await post("p3"), await post("p3")];
    await Promise.all([
      suite.db.transaction(async () => {
        await Comment.create({ name: "inside", postId: inner.id, authorId: inner.authorId });
        expect(await inner.comments).toHaveLength(1);
      }),
      outer.comments,
    ]);
    const { count: sent } = await countQueries(suite.db, () =>
      Promise.all([suite.db.transaction(async () => (await post("p1")).author), post("p2").then((p2) => p2.author)]),
    );
    expect(sent).toBe(4);
  });

  test("a failed load is told to whoever asked, and tried again later", async () => {
    const [alice] = await User.where({ name: "alice" });
    await suite.db.dropTables({ models: [Profile] });
    const attempts = [failure(async () => alice?.profile), failure(async () => alice?.profile)];
    for (const error of await Promise.all(attempts)) expect(error.message).toMatch(/suite_blog_profiles/);
    await suite.db.createTables({ models: [Profile] });
    expect(await alice?.profile).toBeNull();
  });
}
