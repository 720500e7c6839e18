import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Comment, Post, User } from "./kit/blog.js";
import { Box } from "./kit/depot.js";
import { Note } from "./kit/gallery.js";
import { Category, Person } from "./kit/network.js";
import { refusal } from "./kit/refusal.js";
import { expectNames, type RelationCase, relationCases, relationModels, seedRelations } from "./kit/relation-cases.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const joinable = relationCases.filter(
  ({ kind, expected }) => !Object.values(expected).some(Array.isArray) && !/through|latest of|polymorphic/.test(kind),
);

/** `joined`: to-one relations in the very statement that reads. */
export function relationsJoined(suite: Suite): void {
  tables(suite, ...relationModels);
  beforeAll(seedRelations);

  describe.each(joinable)("$kind: $relation", (given: RelationCase) => {
    const { model, relation, expected } = given;

    test("in one statement", async () => {
      const { result, count } = await countQueries(suite.db, () => model.all().joined(relation));
      expect(count).toBe(1);
      expectNames(given, new Map(result.map((record) => [record, record[relation]])));
      expect(result.every((record) => Object.keys(record).includes(relation) && !record.$isDirty)).toBe(true);
      const again = await countQueries(suite.db, async () => {
        for (const record of result) expect(await record[relation]).toBe(record[relation]);
      });
      expect(again.count).toBe(0);
    });

    test("with an order across it, a limit, and a condition on it", async () => {
      const [name] = Object.entries(expected).find(([, other]) => other !== null) as [string, unknown];
      const query = model
        .where({ [relation]: { name: expected[name] } })
        .joined(relation)
        .orderBy(`-${relation}.name`, "name")
        .limit(1);
      const { result, count } = await countQueries(suite.db, () => query);
      const [first] = Object.keys(expected)
        .filter((each) => expected[each] === expected[name])
        .sort();
      expect([count, result.map((record) => record["name"])]).toEqual([1, [first]]);
    });
  });

  test("several, nested, and beside what is loaded otherwise", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Comment.orderBy("id").joined("post.author.company", "author.profile").with("post.tags").withDeleted(),
    );
    expect(count).toBe(2);
    const shown = result.map(({ name, post, author }) => [
      name,
      post.name,
      post.author.company?.name,
      author.name,
      author.profile?.name,
    ]);
    expect(shown).toEqual([
      ["c1", "p1", "acme", "bob", "of bob"],
      ["c2", "p1", "acme", "bob", "of bob"],
      ["c3", "p1", "acme", "alice", "of alice"],
      ["c4", "p2", "acme", "carol", undefined],
      ["c5", "p4", "acme", "alice", "of alice"],
      ["gone", "p1", "acme", "bob", "of bob"],
    ]);
    expect(result[0]?.post.tags).toHaveLength(2);
  });

  test("a way that breaks off ends in null", async () => {
    const { result, count } = await countQueries(suite.db, () => Category.orderBy("id").joined("parent.parent"));
    expect(count).toBe(1);
    expect(result.map(({ parent }) => [parent?.name, parent?.parent?.name])).toEqual([
      [undefined, undefined],
      ["root", undefined],
      ["root", undefined],
      ["left", "root"],
      ["left", "root"],
      ["right", "root"],
    ]);
  });

  test("rows that are the same are one record, and load lazily together", async () => {
    const posts = await Post.orderBy("id").joined("author");
    expect(posts[0]?.author).toBe(posts[1]?.author);
    expect(posts[0]?.author).not.toBe(posts[3]?.author);
    const { count } = await countQueries(suite.db, async () => {
      for (const { author } of posts) expect((await author.company)?.name).toBe("acme");
    });
    expect(count).toBe(1);
  });

  test("a joined record is a whole one", async () => {
    const [post] = await Post.where({ name: "p4" }).joined("author");
    expect(post?.author).toBeInstanceOf(User);
    await post?.author.update({ name: "robert" });
    expect((await User.findByOrFail({ name: "robert" })).password).toBe("secret");
    await post?.author.update({ name: "bob" });
  });

  test("saving a record leaves what was joined to it as it was, nothing included", async () => {
    const [half] = await Box.where({ name: "half" }).joined("shelf");
    expect([half?.shelf, half?.shelfSite, half?.$changes]).toEqual([null, "north", {}]);
    const [alice] = await User.where({ name: "alice" }).joined("profile", "company");
    const [carol] = await User.where({ name: "carol" }).joined("profile", "company");
    for (const record of [half, alice, carol]) {
      const { count } = await countQueries(suite.db, async () => record?.save());
      expect(count).toBe(0);
      await record?.update({ name: `${record.name}!` } as never);
      await record?.update({ name: record.name.slice(0, -1) } as never);
    }
    expect((await half?.reload())?.shelfSite).toBe("north");
    expect((await User.where({ name: "alice" }).with("profile"))[0]?.profile?.name).toBe("of alice");
  });

  test("first, find, count and exists", async () => {
    const first = await Box.orderBy("id").joined("shelf").first();
    expect(first?.shelf?.name).toBe("n1");
    expect(
      (
        await Box.all()
          .joined("shelf")
          .find(first?.id as number)
      ).shelf?.name,
    ).toBe("n1");
    expect([await Box.all().joined("shelf").count(), await Box.all().joined("shelf").exists()]).toEqual([4, true]);
    expect((await Box.all().joined("shelf").orderBy("shelf.name", "id").pluck("name")).slice(0, 2)).toEqual([
      "b1",
      "b2",
    ]);
  });

  test("called again, it adds, and a path that is named twice is joined once", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Comment.orderBy("id").joined("author").joined("post", "author").joined("author.company"),
    );
    expect(count).toBe(1);
    expect([result[0]?.author.company?.name, result[0]?.post.name]).toEqual(["acme", "p1"]);
  });

  test("what leads to many, to several models, or has no column to join by, is refused", async () => {
    for (const [work, words] of [
      [() => Post.all().joined("comments" as never), /many/],
      [() => Post.all().joined("author.posts" as never), /many/],
      [() => Note.all().joined("subject" as never), /several models/],
      [() => Person.all().joined("lastLogin"), /latest/],
      [() => Post.all().joined("nobody" as never), /nobody/],
      [() => Post.all().joined({} as never), /joined/],
    ] as const) {
      const error = await refusal(suite.db, work);
      expect(error.code).toBe("QUERY");
      expect(error.message).toMatch(words);
    }
  });
}
