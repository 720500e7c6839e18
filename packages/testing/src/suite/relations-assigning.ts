import { beforeEach, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { blogModels, Company, emptyBlog, Post, seedBlog, User } from "./kit/blog.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** The ways in which a record can have come by what it shows. */
const ways = {
  with: {
    user: async (name: string) => (await User.where({ name }).with("company"))[0],
    post: async (name: string) => (await Post.where({ name }).with("author"))[0],
  },
  joined: {
    user: async (name: string) => (await User.where({ name }).joined("company"))[0],
    post: async (name: string) => (await Post.where({ name }).joined("author"))[0],
  },
  load: {
    user: async (name: string) => User.load(await User.findByOrFail({ name }), "company"),
    post: async (name: string) => Post.load(await Post.findByOrFail({ name }), "author"),
  },
};

/** Changing what was loaded, several times, with looks at `$isDirty` and saves in between. */
export function relationsAssigning(suite: Suite): void {
  tables(suite, ...blogModels);
  beforeEach(async () => {
    await emptyBlog();
    await seedBlog();
  });
  const there = <T>(record: T | undefined): T => {
    if (record === undefined) throw new Error("There is no such record.");
    return record;
  };
  const stored = async ({ id }: User) => (await User.find(id)).companyId;

  describe.each(Object.entries(ways))("after %s", (_, { user, post }) => {
    test("nothing, somebody, and nothing again, saved each time", async () => {
      const [carol, acme] = [there(await user("carol")), await Company.findByOrFail({ name: "acme" })];
      for (let round = 0; round < 2; round++) {
        carol.company = acme;
        await carol.save();
        expect([await stored(carol), carol.companyId, carol.$isDirty]).toEqual([acme.id, acme.id, false]);
        carol.company = null;
        await carol.save();
        expect([await stored(carol), carol.companyId, carol.$isDirty]).toEqual([null, null, false]);
      }
    });

    test("a look at what would be saved changes nothing of what is", async () => {
      const [p1, carol] = [there(await post("p1")), await User.findByOrFail({ name: "carol" })];
      const [alice, bob] = [p1.author, await User.findByOrFail({ name: "bob" })];
      p1.author = bob;
      expect(p1.$isDirty).toBe(true);
      p1.author = alice;
      expect([p1.$isDirty, p1.$changes]).toEqual([false, {}]);
      p1.author = bob;
      expect(p1.$changes).toEqual({ authorId: { from: alice.id, to: bob.id } });
      p1.author = carol;
      expect(p1.$changes).toEqual({ authorId: { from: alice.id, to: carol.id } });
      expect((await countQueries(suite.db, () => p1.save())).count).toBe(1);
      expect((await Post.find(p1.id)).authorId).toBe(carol.id);
    });

    test("nothing, somebody looked at, and nothing after all", async () => {
      const [carol, acme] = [there(await user("carol")), await Company.findByOrFail({ name: "acme" })];
      carol.company = acme;
      expect(carol.$isDirty).toBe(true);
      carol.company = null;
      expect(carol.$isDirty).toBe(false);
      expect((await countQueries(suite.db, () => carol.save())).count).toBe(0);
    });

    test("the key changed by hand: what was loaded is out of date, null too", async () => {
      const [carol, acme] = [there(await user("carol")), await Company.findByOrFail({ name: "acme" })];
      carol.companyId = acme.id;
      await carol.save();
      expect((await carol.company)?.name).toBe("acme");
      const bob = there(await user("bob"));
      bob.companyId = null;
      await bob.save();
      expect(await bob.company).toBeNull();
      bob.company = acme;
      await bob.save();
      bob.companyId = null;
      await bob.save();
      expect([await stored(bob), await bob.company]).toEqual([null, null]);
    });

    test("key and property set to different records is an error, looked at in between or not", async () => {
      const [bob, carol] = [await User.findByOrFail({ name: "bob" }), await User.findByOrFail({ name: "carol" })];
      for (const look of [false, true]) {
        const p1 = there(await post("p1"));
        p1.author = bob;
        if (look) expect(p1.$isDirty).toBe(true);
        p1.authorId = carol.id;
        expect(await failure(() => p1.save())).toMatchObject({ code: "VALIDATION", issues: [{ path: ["author"] }] });
        p1.author = carol;
        await p1.save();
        expect((await Post.find(p1.id)).authorId).toBe(carol.id);
        await p1.update({ authorId: (await User.findByOrFail({ name: "alice" })).id });
        expect((await p1.author).name).toBe("alice");
      }
    });

    test("reload forgets what was assigned, and what is assigned after it counts", async () => {
      const [carol, acme] = [there(await user("carol")), await Company.findByOrFail({ name: "acme" })];
      carol.company = acme;
      expect(carol.$isDirty).toBe(true);
      await carol.reload();
      expect([carol.companyId, carol.$isDirty, await carol.company]).toEqual([null, false, null]);
      carol.company = acme;
      await carol.save();
      expect(await stored(carol)).toBe(acme.id);
    });
  });

  test("a new record, before and after its first save", async () => {
    const [alice, bob] = [await User.findByOrFail({ name: "alice" }), await User.findByOrFail({ name: "bob" })];
    const draft = new Post({ name: "draft", author: alice });
    expect(draft.$isDirty).toBe(true);
    draft.author = bob;
    await draft.save();
    expect((await Post.find(draft.id)).authorId).toBe(bob.id);
    draft.author = alice;
    await draft.save();
    expect((await Post.find(draft.id)).authorId).toBe(alice.id);
    draft.author = new User({ name: "dora" });
    expect(draft.$isDirty).toBe(false);
    await draft.save();
    expect((await (await Post.find(draft.id)).author).name).toBe("dora");
  });
}
