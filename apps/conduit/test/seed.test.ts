import { connect, type Database, type Model } from "@chakra-orm/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Passwords } from "../src/accounts/passwords.js";
import { slugOf } from "../src/articles/slug.js";
import { Article, Comment, Favorite, Follow, models, Tag, User } from "../src/models/index.js";
import { stories } from "../src/seed/articles/index.js";
import { people } from "../src/seed/people.js";
import { seedWhereEmpty } from "../src/seed/seed.js";

let db: Database;
let passwords: Passwords;

beforeEach(async () => {
  passwords = await Passwords.of({ memoryCost: 8, timeCost: 1 });
  db = await connect("sqlite::memory:", { models });
  await db.createTables();
});
afterEach(() => db.close());

const counted: readonly (typeof Model)[] = [User, Article, Comment, Tag, Favorite, Follow];
const count = () => Promise.all(counted.map((model) => model.count()));

test("fills an empty database, once", async () => {
  expect(await seedWhereEmpty(db, passwords)).toBe(true);
  const filled = await count();
  expect(filled.slice(0, 2)).toEqual([people.length, stories.length]);
  expect(filled.every((rows) => rows > 5)).toBe(true);
  expect(await seedWhereEmpty(db, passwords)).toBe(false);
  expect(await count()).toEqual(filled);
});

test("leaves a database alone that has users", async () => {
  await User.create({ username: "me", email: "me@example.com", passwordHash: "-" });
  expect(await seedWhereEmpty(db, passwords)).toBe(false);
  expect(await Article.count()).toBe(0);
});

test("writes all or nothing", async () => {
  await Tag.create({ name: stories.at(-1)!.tags[0]! });
  await expect(seedWhereEmpty(db, passwords)).rejects.toMatchObject({ code: "UNIQUE_VIOLATION", model: "Tag" });
  expect(await count()).toEqual([0, 0, 0, 1, 0, 0]);
});

test("has no two articles with one slug, and all of them in the past", async () => {
  expect(new Set(stories.map(({ title }) => slugOf(title))).size).toBe(stories.length);
  await seedWhereEmpty(db, passwords);
  const newest = [...(await Article.pluck("createdAt")), ...(await Comment.pluck("createdAt"))].map(Number);
  expect(Math.max(...newest)).toBeLessThan(Date.now());
});
