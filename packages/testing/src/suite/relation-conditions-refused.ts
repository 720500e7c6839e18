import { every, gt, none, or, some } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { hostileConditions } from "./kit/hostile-shapes.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { Person, Post, Remark, Tag } from "./kit/society.js";
import { withSociety } from "./kit/society-rows.js";
import type { Suite } from "./kit/suite.js";
import { village } from "./kit/village.js";

/** What is no condition across a relation is an error before any SQL: data from outside never widens a query. */
export function refusedRelationConditions(suite: Suite): void {
  withSociety(suite, village);
  const refused = async (model: Parameters<typeof loose>[0], condition: unknown): Promise<Error> => {
    const error = await refusal(suite.db, () => loose(model).where(condition));
    expect(error).toMatchObject({ code: "QUERY" });
    expect((await refusal(suite.db, () => loose(model).whereNot(condition))).message).toBe(error.message);
    return error;
  };

  test("unknown names, on every level, with the nearest one that is known", async () => {
    expect((await refused(Post, { autor: { name: "ann" } })).message).toMatch(/Post.*"autor".*author/s);
    expect((await refused(Post, { author: { nam: "ann" } })).message).toMatch(/Person.*"nam".*name/s);
    expect((await refused(Post, { author: { company: { staf: {} } } })).message).toMatch(/Company.*"staf".*staff/s);
    expect((await refused(Person, { posts: some(or({ title: "a" }, { titel: "b" })) })).message).toMatch(
      /"titel".*title/s,
    );
    expect((await refused(Person, { "company.name": "acme" })).message).toMatch(/"company.name"/);
  });

  test("values of the wrong type, at the other end", async () => {
    expect((await refused(Post, { author: { name: 7 } })).message).toMatch(/Person\.name/);
    expect((await refused(Post, { author: { age: "7" } })).message).toMatch(/Person\.age/);
    expect((await refused(Post, { author: { age: { gt: 7 } } })).message).toMatch(/Person\.age/);
    expect((await refused(Post, { author: { name: undefined } })).message).toMatch(/Person\.name is undefined/);
  });

  test("what a relation cannot be compared with", async () => {
    for (const value of [undefined, 1, "ann", true, [], [1], [{ name: "ann" }], gt(1), new Date(0)]) {
      for (const [model, name] of [
        [Post, "author"],
        [Person, "posts"],
        [Person, "profile"],
        [Person, "groups"],
        [Person, "remarks"],
        [Remark, "subject"],
      ] as const) {
        const error = await refused(model, { [name]: value });
        expect(error.message).toContain(`${model.name}.${name}`);
      }
    }
  });

  test("a record of another model, or one that has no row", async () => {
    const [tag] = await Tag.all();
    expect((await refused(Post, { author: tag })).message).toMatch(/Post\.author.*Tag.*Person/);
    expect((await refused(Person, { posts: tag })).message).toMatch(/Person\.posts.*Tag.*Post/);
    expect((await refused(Remark, { subject: tag })).message).toMatch(/Remark\.subject.*Tag.*Post or Photo/);
    expect((await refused(Post, { author: new Person({ name: "new" }) })).message).toMatch(/never saved/);
    expect((await refused(Person, { posts: new Post({ title: "new" }) })).message).toMatch(/never saved/);
    expect((await refused(Remark, { subject: new Post({ title: "new" }) })).message).toMatch(/never saved/);
  });

  test("quantifiers where there is one record, null where there is a list, columns where there are several models", async () => {
    for (const quantifier of [some, every, none]) {
      expect((await refused(Post, { author: quantifier({ name: "ann" }) })).message).toMatch(/one record/);
      expect((await refused(Person, { name: quantifier({}) })).message).toMatch(/Person\.name/);
      for (const value of [null, 1, "1 = 1", [], quantifier({})]) {
        await refused(Person, { posts: quantifier(value as never) });
      }
      await refused(Person, quantifier({}));
    }
    expect((await refused(Person, { posts: null })).message).toMatch(/none\(\)/);
    expect((await refused(Remark, { subject: { title: "one" } })).message).toMatch(/subjectType and subjectId/);
  });

  test.each(hostileConditions)("%s at the other end", async (_, value) => {
    // Null is a missing record where a record may be missing, and some() without a condition is any record.
    if (value !== null) {
      await refused(Post, { author: value });
      await refused(Post, { author: { company: value } });
    }
    for (const quantifier of [some, every, none]) await refused(Post, { tags: quantifier(value as never) });
  });

  test("some, every and none of what is undefined, which is not the same as of nothing", async () => {
    for (const quantifier of [some, every, none]) {
      expect((await refused(Person, { posts: quantifier(undefined as never) })).message).toMatch(
        /condition on Post.*not undefined/,
      );
    }
    await refused(Person, { posts: (every as () => never)() });
    expect(await Person.where({ posts: none() }).count()).toBe(1);
  });

  test("parsed JSON never is an operator, a quantifier, a record, or a way to another prototype", async () => {
    for (const text of [
      '{"author":{"__proto__":{"name":"ann"}}}',
      '{"__proto__":{"author":{"name":"ann"}}}',
      '{"author":{"constructor":{"prototype":{}}}}',
      '{"author":{"id":{"__proto__":null}}}',
      '{"tags":{"quantifier":"none"}}',
      '{"tags":{"quantifier":"some","condition":{}}}',
      '{"tags":{"none":{}}}',
      '{"tags":{"some":{"name":"red"}}}',
      '{"author":{"or":[{}]}}',
      '{"author":{"type":"or","parts":[]}}',
      '{"author":{"is":null}}',
      '{"author":{"name":{"operator":{"name":"ne"},"operands":[""]}}}',
    ]) {
      await refused(Post, JSON.parse(text));
    }
    const forged = { [Symbol.for("@chakra-orm/quantifier")]: true, quantifier: "none", condition: undefined };
    await refused(Person, { posts: forged });
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });
}
