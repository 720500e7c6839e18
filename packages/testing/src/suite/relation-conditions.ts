import {
  and,
  type Condition,
  contains,
  every,
  gt,
  gte,
  isNotNull,
  isNull,
  none,
  not,
  or,
  some,
} from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Company, Group, Person, Photo, Post, Profile, Remark, Tag } from "./kit/society.js";
import { withSociety } from "./kit/society-rows.js";
import type { Suite } from "./kit/suite.js";
import { village } from "./kit/village.js";

/** Conditions across relations of every kind, one by one. */
export function relationConditions(suite: Suite): void {
  withSociety(suite, village);
  const people = (condition: Condition<Person>) => Person.where(condition).orderBy("id").pluck("id");
  const posts = (condition: Condition<Post>) => Post.where(condition).orderBy("id").pluck("id");
  const groups = (condition: Condition<Group>) => Group.where(condition).orderBy("id").pluck("id");

  test("many-to-one: columns of the other end, none, or a record", async () => {
    expect(await posts({ author: { name: "ann" } })).toEqual([1, 2]);
    expect(await posts({ author: { name: "ann", age: gt(30) } })).toEqual([]);
    expect(await people({ company: null })).toEqual([4]);
    expect(await people({ company: isNull })).toEqual([4]);
    expect(await people({ company: isNotNull })).toEqual([1, 2, 3]);
    expect(await people({ company: {} })).toEqual([1, 2, 3]);
    expect(await posts({ author: await Person.find(2) })).toEqual([3]);
    expect(
      await Person.whereNot({ company: { name: "acme" } })
        .orderBy("id")
        .pluck("id"),
    ).toEqual([3, 4]);
  });

  test("one-to-many: some by itself, every, none, and a record", async () => {
    expect(await people({ posts: { title: "one" } })).toEqual([1, 2]);
    expect(await people({ posts: some({ title: "one" }) })).toEqual([1, 2]);
    expect(await people({ posts: some() })).toEqual([1, 2, 4]);
    expect(await people({ posts: none() })).toEqual([3]);
    expect(await people({ posts: none({ title: "one" }) })).toEqual([3, 4]);
    expect(await people({ posts: every({ title: "one" }) })).toEqual([2, 3]);
    expect(await people({ posts: await Post.find(5) })).toEqual([4]);
    // Both conditions are on one post; apart, they may be on two.
    expect(await people({ posts: { title: "one", views: 0 } })).toEqual([]);
    expect(await people(and({ posts: { title: "one" } }, { posts: { views: 0 } }))).toEqual([1]);
  });

  test("one-to-one, from both sides", async () => {
    expect(await people({ profile: { bio: "long" } })).toEqual([1]);
    expect(await people({ profile: { bio: null } })).toEqual([3]);
    expect(await people({ profile: null })).toEqual([2, 4]);
    expect(await people({ profile: isNotNull })).toEqual([1, 3]);
    expect(await people({ profile: await Profile.find(2) })).toEqual([3]);
    expect(await Profile.where({ person: { company: { name: "bolt" } } }).pluck("id")).toEqual([2]);
  });

  test("many-to-many: by a table, by a model, and of a model with itself", async () => {
    expect(await posts({ tags: { name: "red" } })).toEqual([1, 3]);
    expect(await posts({ tags: none() })).toEqual([2, 5]);
    expect(await posts({ tags: every({ name: "red" }) })).toEqual([2, 3, 5]);
    expect(await posts({ tags: await Tag.find(2) })).toEqual([1]);
    expect(
      await Tag.where({ posts: some({ author: { name: "ann" } }) })
        .orderBy("id")
        .pluck("name"),
    ).toEqual(["red", "blue"]);
    expect(await people({ groups: { name: "leaf" } })).toEqual([1, 3]);
    expect(await people({ memberships: { role: "lead", group: { name: "root" } } })).toEqual([1]);
    expect(await people({ follows: { name: "bob" } })).toEqual([1]);
    expect(await people({ followers: { name: "bob" } })).toEqual([3]);
    expect(await people({ follows: await Person.find(4) })).toEqual([4]);
  });

  test("a tree, up and down", async () => {
    expect(await groups({ parent: { parent: { name: "root" } } })).toEqual([3]);
    expect(await groups({ children: { children: { name: "leaf" } } })).toEqual([1]);
    expect(await groups({ parent: null, children: none() })).toEqual([4]);
    expect(await groups({ children: every({ name: "leaf" }) })).toEqual([2, 3, 4]);
  });

  test("through another relation", async () => {
    expect(await people({ remarks: { body: "nice" } })).toEqual([1]);
    expect(await people({ remarks: none() })).toEqual([3, 4]);
    expect(await people({ remarks: every({ body: "bad" }) })).toEqual([2, 3, 4]);
    expect(await people({ remarks: await Remark.find(3) })).toEqual([2]);
  });

  test("one of several models: a record, or none", async () => {
    const remarks = (condition: Condition<Remark>) => Remark.where(condition).orderBy("id").pluck("id");
    expect(await remarks({ subject: await Post.find(1) })).toEqual([1, 2]);
    // The photo has the same id as the post.
    expect(await remarks({ subject: await Photo.find(1) })).toEqual([4]);
    expect(await remarks({ subject: null })).toEqual([5]);
    expect(await remarks({ subject: isNotNull })).toEqual([1, 2, 3, 4, 6]);
    expect(await posts({ remarks: { body: "nice" } })).toEqual([1]);
    expect(await Photo.where({ remarks: { body: "bad" } }).count()).toBe(0);
  });

  test("six relations deep, and in or, and, not on every level", async () => {
    const friends = (name: string): Condition<Person> => ({
      follows: { follows: { posts: { tags: { posts: { author: { name } } } } } },
    });
    const staffed = (name: string) =>
      Company.where({ staff: friends(name) })
        .orderBy("id")
        .pluck("name");
    expect(await staffed("bob")).toEqual(["acme", "bolt"]);
    expect(await staffed("dan")).toEqual([]);
    expect(
      await people(
        or(
          { company: or({ name: "bolt" }, { staff: none() }) },
          { posts: every(not({ title: contains("o") })) },
          and({ age: gte(20) }, not({ groups: some() })),
        ),
      ),
    ).toEqual([3, 4]);
  });

  test("no row comes twice, however many rows match at the other end", async () => {
    expect(await people({ groups: { people: some() } })).toEqual([1, 2, 3]);
    expect(await Person.where({ groups: some() }).count()).toBe(3);
    expect(await posts({ remarks: some() })).toEqual([1, 3]);
  });

  test("what is marked as deleted is in no list, but a key still finds it", async () => {
    expect(await people({ posts: { title: "gone" } })).toEqual([]);
    expect(await Tag.where({ posts: { title: "gone" } }).count()).toBe(0);
    expect(await people({ posts: every({ title: "four" }), name: "dan" })).toEqual([4]);
    expect(
      await Post.onlyDeleted()
        .where({ author: { name: "dan" } })
        .pluck("id"),
    ).toEqual([4]);
    expect(await Remark.where({ subject: await Post.withDeleted().find(4) }).pluck("body")).toEqual(["late"]);
    expect(await people({ remarks: { body: "late" } })).toEqual([]);
  });

  test("count, exists, pluck and finders ask once", async () => {
    const asked = await countQueries(suite.db, async () => [
      await Post.where({ author: { company: { name: "acme" } } }).count(),
      await Post.exists({ tags: { name: "unused" } }),
      await Post.where({ tags: { name: "blue" } }).pluck("title"),
      (await Person.findBy({ posts: { views: 5 } }))?.name,
      (await Person.where({ posts: some() }).orderBy("-id").first())?.name,
      (await Person.where({ posts: some() }).last())?.name,
      (await Person.where({ groups: some() }).orderBy("-id").limit(1).offset(1))[0]?.name,
    ]);
    expect(asked.result).toEqual([3, false, ["one"], "bob", "dan", "dan", "bob"]);
    expect(asked.count).toBe(7);
  });
}
