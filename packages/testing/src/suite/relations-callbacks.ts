import { gte, lt } from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Comment, Post, User } from "./kit/blog.js";
import type { LooseQuery } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { namesOf, type RelationCase, relationCases, relationModels, seedRelations } from "./kit/relation-cases.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const lists = relationCases.filter(({ expected }) => Object.values(expected).some(Array.isArray));

/** Callbacks narrow what is loaded: each parent gets its own first few. */
export function relationsCallbacks(suite: Suite): void {
  tables(suite, ...relationModels);
  beforeAll(seedRelations);
  const inOrder = (records: readonly { name: string }[]) => records.map(({ name }) => name);

  describe.each(lists)("$kind: $relation", ({ model, relation, expected }: RelationCase) => {
    const load = async (refine: (query: LooseQuery) => LooseQuery) => {
      const { result, count } = await countQueries(suite.db, () => model.all().with({ [relation]: refine }));
      expect(count).toBe(2);
      return Object.fromEntries(
        result.map((record) => [record["name"], inOrder(record[relation] as { name: string }[])]),
      );
    };
    const each = (change: (names: readonly string[]) => readonly string[]) =>
      Object.fromEntries(
        Object.entries(expected).map(([name, names]) => [name, change([...(names as string[])].sort())]),
      );

    test("in an order", async () => {
      expect(await load((query) => query.orderBy("name"))).toEqual(each((names) => names));
      expect(await load((query) => query.orderBy("-name"))).toEqual(each((names) => [...names].reverse()));
    });

    test("a limit and an offset, for each parent", async () => {
      expect(await load((query) => query.orderBy("name").limit(1))).toEqual(each((names) => names.slice(0, 1)));
      expect(await load((query) => query.orderBy("-name").limit(2))).toEqual(
        each((names) => [...names].reverse().slice(0, 2)),
      );
      expect(await load((query) => query.orderBy("name").offset(1))).toEqual(each((names) => names.slice(1)));
      expect(await load((query) => query.orderBy("name").offset(1).limit(1))).toEqual(
        each((names) => names.slice(1, 2)),
      );
    });

    test("a condition", async () => {
      const [last = ""] = Object.values(expected)
        .flatMap((names) => names as string[])
        .sort()
        .reverse();
      const less = (names: readonly string[]) => names.filter((name) => name < last);
      expect(await load((query) => query.where({ name: lt(last) }))).toEqual(
        await load((query) => query.whereNot({ name: last })),
      );
      expect(await load((query) => query.where({ name: lt(last) }).orderBy("name"))).toEqual(each(less));
      expect(
        await load((query) =>
          query
            .where({ name: lt(last) })
            .orderBy("name")
            .limit(1),
        ),
      ).toEqual(each((names) => less(names).slice(0, 1)));
    });

    test("lazily by the handle of each", async () => {
      for (const record of await model.all()) {
        const handle = record[relation] as LooseQuery;
        const names = [...(expected[String(record["name"])] as string[])].sort();
        expect(namesOf(await handle.orderBy("name").limit(2))).toEqual(names.slice(0, 2));
        expect(await handle.count()).toBe(names.length);
      }
    });
  });

  test("beside paths, nested, and several at once", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      User.orderBy("id").with("profile", {
        posts: (query) =>
          query
            .where({ views: gte(2) })
            .orderBy("-views")
            .with("tags", { comments: (inner) => inner.orderBy("-stars").limit(1).with("author") }),
      }),
    );
    expect(count).toBe(6);
    const [alice, bob, carol] = result;
    expect(alice?.posts.map(({ name, comments }) => [name, comments[0]?.author.name])).toEqual([
      ["p3", undefined],
      ["p2", "carol"],
    ]);
    expect([bob?.posts[0]?.tags.length, bob?.profile?.name, carol?.posts]).toEqual([1, "of bob", []]);
  });

  test("of a to-one: what does not match is null", async () => {
    const posts = await Post.orderBy("id").with({ company: (query) => query.where({ name: "other" }) });
    expect(posts.map(({ company }) => company)).toEqual([null, null, null, null]);
    const users = await User.orderBy("id").with({ profile: (query) => query.where({ name: "of bob" }) });
    expect(users.map(({ profile }) => profile?.name)).toEqual([undefined, "of bob", undefined]);
  });

  test("called again, a callback is added to what was said before", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Post.orderBy("id")
        .with({ comments: (query) => query.where({ stars: gte(2) }) })
        .with("comments.author")
        .with({ comments: (query) => query.orderBy("stars") }),
    );
    expect(count).toBe(3);
    const comments = result[0]?.comments;
    expect([comments?.length, comments?.[0]?.name, comments?.[1]?.name]).toEqual([2, "c3", "c1"]);
    expect([comments?.[0]?.author.name, comments?.[1]?.author.name]).toEqual(["alice", "bob"]);
  });

  test("deleted rows, where they are asked for", async () => {
    const [p1] = await Post.where({ name: "p1" }).with({ comments: (query) => query.withDeleted().orderBy("name") });
    expect(inOrder(p1?.comments ?? [])).toEqual(["c1", "c2", "c3", "gone"]);
    const [only] = await Post.where({ name: "p1" }).with({ comments: (query) => query.onlyDeleted() });
    expect(inOrder(only?.comments ?? [])).toEqual(["gone"]);
  });

  test("a limit of nothing", async () => {
    const posts = await Post.all().with({ comments: (query) => query.limit(0) });
    expect(posts.map(({ comments }) => comments.length)).toEqual([0, 0, 0, 0]);
  });

  test("a callback that gives no query, or another model's, is refused", async () => {
    for (const refine of [() => undefined, () => Post.all(), () => [], async (query: unknown) => query, 5, null, "x"]) {
      const error = await refusal(suite.db, () => Post.all().with({ comments: refine } as never));
      expect(error.code).toBe("QUERY");
      expect(error.message).toMatch(/comments/);
    }
    expect(await Comment.count()).toBe(5);
  });
}
