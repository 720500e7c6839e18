import { gte, type Query, sql } from "@chakra-orm/core";
import { beforeEach, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Comment, Company, emptyBlog, Post, seedBlog, User, withBlogTables } from "./kit/blog.js";
import { refused } from "./kit/callbacks.js";
import { hostileConditions } from "./kit/hostile-shapes.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Records that hand-written SQL gives, narrowed further or not. */
export function recordsFromSql(suite: Suite): void {
  withBlogTables(suite);
  beforeEach(async () => {
    await emptyBlog();
    await seedBlog();
  });
  const names = async (query: PromiseLike<readonly { name: string }[]>) => (await query).map(({ name }) => name);
  const all = () => Post.fromSql(sql`select * from ${Post} where views >= ${2} order by views desc`);

  describe("as it stands", () => {
    test("gives whole records in its own order, that are saved like others", async () => {
      const { result, statements } = await countQueries(suite.db, () => all().all());
      expect(statements.map(({ sql: text, model }) => [text.startsWith("select * from "), model])).toEqual([
        [true, "Post"],
      ]);
      expect(result.map(({ name }) => name)).toEqual(["p4", "p3", "p2"]);
      const [post] = result;
      expect(post).toBeInstanceOf(Post);
      expect({ ...post }).toEqual({ ...(await Post.findByOrFail({ name: "p4" })) });
      if (post !== undefined) post.views = 40;
      expect(post?.$changes).toEqual({ views: { from: 4, to: 40 } });
      await post?.save();
      expect((await Post.findByOrFail({ name: "p4" })).views).toBe(40);
    });

    test("finds columns by their names, whatever their order and whatever comes with them", async () => {
      const [post] = await Post.fromSql(sql`
        select 'more' as more, name, author_id, views + 1 as other, id, views from ${Post} where name = ${"p1"};`);
      expect({ ...post }).toEqual({ ...(await Post.findByOrFail({ name: "p1" })) });
      expect(Object.keys(post as object)).toEqual(["id", "name", "views", "authorId"]);
    });

    test("gives records without what is not there", async () => {
      const [post] = await Post.fromSql(sql`select id, upper(name) as name from ${Post} where views = ${1}`);
      expect({ ...post }).toEqual({ id: post?.id, name: "P1" });
      expect(await failure(() => post?.views)).toMatchObject({ code: "NOT_LOADED", fields: ["views"] });
      if (post !== undefined) post.name = "first";
      await post?.save();
      expect(await Post.findByOrFail({ name: "first" })).toMatchObject({ views: 1 });
      expect(await failure(() => Post.fromSql(sql`select id from ${Post}`).with("author"))).toMatchObject({
        code: "NOT_LOADED",
      });
    });

    test("loads relations, and counts by what it gives", async () => {
      const [post] = await all().with("author", "comments.author").limit(1);
      expect([post?.author.name, post?.comments[0]?.author.name]).toEqual(["bob", "alice"]);
      const [again] = await all();
      expect((await again?.author)?.name).toBe("bob");
      expect(await all().count()).toBe(3);
      expect(await all().exists()).toBe(true);
      expect(await Post.fromSql(sql`select * from ${Post} where 1 = 0`).exists()).toBe(false);
    });

    test("says itself what is hidden, and which is first", async () => {
      const comments = () => Comment.fromSql(sql`select * from ${Comment} order by stars desc`);
      expect(await comments().count()).toBe(6);
      expect((await comments().first())?.name).toBe("gone");
      expect(await names(comments().where({ deletedAt: null }).limit(1))).toEqual(["c4"]);
      expect((await comments().orderBy("stars").last())?.name).toBe("gone");
      expect(await failure(() => comments().last())).toMatchObject({ code: "QUERY" });
    });

    test("may write", async () => {
      const written = await Post.fromSql(
        sql`update ${Post} set views = views + ${10} where name = ${"p1"} returning *`,
      );
      expect(written.map(({ name, views }) => [name, views])).toEqual([["p1", 11]]);
    });
  });

  describe("narrowed", () => {
    test("by conditions, orders, limits and across relations", async () => {
      expect(
        await names(
          all()
            .where({ views: gte(3) })
            .orderBy("name"),
        ),
      ).toEqual(["p3", "p4"]);
      expect(
        await names(
          all()
            .where((post) => sql`${post.views} < ${4}`)
            .orderBy("-name")
            .offset(1)
            .limit(5),
        ),
      ).toEqual(["p2"]);
      expect(
        await names(
          all()
            .where({ author: { name: "alice" } })
            .orderBy("author.name", "name"),
        ),
      ).toEqual(["p2", "p3"]);
      expect(
        await all()
          .where({ comments: { name: "c5" } })
          .pluck("name"),
      ).toEqual(["p4"]);
      expect(await all().whereNot({ name: "p4" }).sum("views")).toBe(5);
      expect(await names(all().where({ name: "p2" }).whereNot({ views: 3 }))).toEqual(["p2"]);
      expect((await all().findBy({ name: "p3" }))?.views).toBe(3);
      expect(await failure(() => all().findByOrFail({ name: "p1" }))).toMatchObject({ code: "RECORD_NOT_FOUND" });
    });

    test("with counts, computed properties, joined relations and selections beside", async () => {
      const query = Post.fromSql(sql`select 1 as one, views, author_id, name, id from ${Post}`)
        .withCount("comments")
        .joined("author")
        .select({ double: (post) => post.views.times(2) })
        .orderBy("-views");
      const posts = await query;
      expect(posts.map((post) => [post.name, post.commentsCount, post.double, post.author.name])).toEqual([
        ["p4", 1, 8, "bob"],
        ["p3", 0, 6, "alice"],
        ["p2", 1, 4, "alice"],
        ["p1", 3, 2, "alice"],
      ]);
      const [some] = await all().select("id", "name").orderBy("name");
      expect({ ...some }).toEqual({ id: some?.id, name: "p2" });
    });

    test("to the first of each", async () => {
      expect(await names(all().orderBy("-views").distinctOn("authorId"))).toEqual(["p4", "p3"]);
    });

    test("in pages, streams and groups", async () => {
      const page = await all().orderBy("name").cursor({ first: 2 });
      const rest = await all().orderBy("name").cursor({ first: 2, after: page.next });
      expect([...page.records, ...rest.records].map(({ name }) => name)).toEqual(["p2", "p3", "p4"]);
      expect(await all().orderBy("views").paginate({ perPage: 2 })).toMatchObject({ total: 3, pages: 2 });
      const streamed: string[] = [];
      for await (const post of all().stream()) streamed.push(post.name);
      expect(streamed.sort()).toEqual(["p2", "p3", "p4"]);
      expect(
        await all()
          .groupBy("authorId")
          .aggregate((post) => ({ views: post.views.sum() }))
          .orderBy("-views"),
      ).toEqual([
        { authorId: expect.any(Number), views: 5 },
        { authorId: expect.any(Number), views: 4 },
      ]);
    });

    test("stands in other queries, and with them", async () => {
      const authors = all().select("authorId");
      expect(
        await User.where((user) => user.id.oneOf(authors))
          .orderBy("name")
          .pluck("name"),
      ).toEqual(["alice", "bob"]);
      expect(
        await names(
          all()
            .union(Post.where({ name: "p1" }))
            .orderBy("name"),
        ),
      ).toEqual(["p1", "p2", "p3", "p4"]);
      expect(await names(Post.all().except(all()))).toEqual(["p1"]);
      expect(await names(all().intersect(Post.where({ author: { name: "bob" } })))).toEqual(["p4"]);
      const busy = Company.where((company) =>
        company.id.oneOf(
          User.fromSql(sql`select * from ${User} where name = ${"bob"} and company_id = ${company.id}`).select(
            "companyId",
          ),
        ),
      );
      expect(await busy.pluck("name")).toEqual(["acme"]);
    });

    test("writes only its own rows", async () => {
      expect(
        await all()
          .where({ views: gte(3) })
          .update({ views: (post) => post.views.plus(100) }),
      ).toBe(2);
      expect(await Post.orderBy("name").pluck("views")).toEqual([1, 2, 103, 104]);
      expect(await Post.fromSql(sql`select * from ${Post} where views > ${100}`).delete()).toBe(2);
      expect(await Post.orderBy("name").pluck("name")).toEqual(["p1", "p2"]);
    });
  });

  test("one text is sent for all values", async () => {
    const sent = async (views: number, name: string) => {
      const query: Query<Post> = Post.fromSql(sql`select * from ${Post} where views > ${views} -- to the end`);
      return (await countQueries(suite.db, () => query.where({ name }))).statements[0]?.sql;
    };
    expect(await sent(1, "'")).toBe(await sent(2, "; --"));
  });

  describe("what is wrong is refused", () => {
    test.each(hostileConditions)("%s", async (_, value) => {
      await refused(suite, () => Post.fromSql(value as never).all());
    });

    test("a statement that is none, or ends a transaction", async () => {
      await refused(suite, () => Post.fromSql(sql` `), /no statement/);
      await refused(suite, () => Post.fromSql(sql`commit`), /transaction/);
    });

    test("rows without their key, or with a property twice", async () => {
      expect(await failure(() => Post.fromSql(sql`select name from ${Post}`).all())).toMatchObject({
        code: "QUERY",
        model: "Post",
        fields: ["id"],
      });
      const twice = Post.fromSql(sql`select p.*, u.id from ${Post} p join ${User} u on u.id = p.author_id`);
      expect(await failure(() => twice.all())).toMatchObject({ code: "QUERY", fields: ["id"] });
    });
  });
}
