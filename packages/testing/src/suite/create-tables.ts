import { field, Model, type TableOptions } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Author extends Model {
  static table = "suite_authors";
  id = field.id();
  name = field.string(20);
  // Each refers to the other.
  favouriteId = field.foreignKey(() => Story, { nullable: true, onDelete: "set null" });
}
class Story extends Model {
  static table = "suite_stories";
  id = field.id();
  authorId = field.foreignKey(() => Author, { onDelete: "cascade" });
  sequelOfId = field.foreignKey(() => Story, { nullable: true });
}
class Chapter extends Model {
  static table = {
    name: "suite_chapters",
    foreignKeys: [
      { on: ["storyId", "number"], references: () => Scene, key: ["storyId", "chapter"], onDelete: "cascade" },
    ],
  } satisfies TableOptions<Chapter>;
  id = field.id();
  storyId = field.integer();
  number = field.integer();
}
class Scene extends Model {
  static table = "suite_scenes";
  storyId = field.integer({ primaryKey: true });
  chapter = field.integer({ primaryKey: true });
}

/** Making tables in an order that works, and dropping them. */
export function createTables(suite: Suite): void {
  test("tables are made and dropped whatever order their models come in", async () => {
    for (const models of [
      [Story, Author],
      [Author, Story],
    ]) {
      await suite.db.createTables({ models });
      const author = await Author.create({ name: "a" });
      const story = await Story.create({ authorId: author.id });
      await Story.create({ authorId: author.id, sequelOfId: story.id });
      await author.update({ favouriteId: story.id });
      await suite.db.dropTables({ models: [...models].reverse() });
      expect(await failure(() => Author.count())).toMatchObject({ code: "DATABASE" });
      expect(await failure(() => Story.count())).toMatchObject({ code: "DATABASE" });
    }
  });

  test("references in a circle and to itself are kept by the database", async () => {
    await suite.db.createTables({ models: [Author, Story] });
    const author = await Author.create({ name: "a" });
    const first = await Story.create({ authorId: author.id });
    const second = await Story.create({ authorId: author.id, sequelOfId: first.id });
    await author.update({ favouriteId: second.id });
    expect(await failure(() => first.delete())).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    expect(await failure(() => Story.create({ authorId: 404 }))).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    expect(await failure(() => author.update({ favouriteId: 404 }))).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    await author.reload();
    await second.delete();
    await author.reload();
    expect(author.favouriteId).toBeNull();
    await author.delete();
    expect(await Story.count()).toBe(0);
    await suite.db.dropTables({ models: [Author, Story] });
  });

  test("references of several columns", async () => {
    await suite.db.createTables({ models: [Chapter, Scene] });
    const scene = await Scene.create({ storyId: 1, chapter: 2 });
    await Chapter.create({ storyId: 1, number: 2 });
    const error = await failure(() => Chapter.create({ storyId: 2, number: 1 }));
    expect(error).toMatchObject({ code: "FOREIGN_KEY_VIOLATION", model: "Chapter", fields: ["storyId", "number"] });
    await scene.delete();
    expect(await Chapter.count()).toBe(0);
    await suite.db.dropTables({ models: [Chapter, Scene] });
  });

  test("tables that exist are an error, or left as they are with ifNotExists", async () => {
    await suite.db.createTables({ models: [Scene] });
    await Scene.create({ storyId: 1, chapter: 1 });
    expect(await failure(() => suite.db.createTables({ models: [Scene] }))).toMatchObject({ code: "DATABASE" });
    await suite.db.createTables({ models: [Chapter, Scene], ifNotExists: true });
    expect([await Scene.count(), await Chapter.count()]).toEqual([1, 0]);
    await suite.db.createTables({ models: [Chapter, Scene], ifNotExists: true });
    await suite.db.dropTables({ models: [Chapter, Scene] });
  });

  suite.needing("transactionalDdl")("what fails half-way leaves nothing behind", async () => {
    await suite.db.createTables({ models: [Author, Story] });
    expect(await failure(() => suite.db.createTables({ models: [Scene, Author] }))).toMatchObject({ code: "DATABASE" });
    expect(await failure(() => Scene.count())).toMatchObject({ code: "DATABASE" });
    await suite.db.dropTables({ models: [Author, Story] });
  });

  test("dropping takes the rows along, and tables that do not exist are passed over", async () => {
    await suite.db.createTables({ models: [Author, Story] });
    const author = await Author.create({ name: "a" });
    await author.update({ favouriteId: (await Story.create({ authorId: author.id })).id });
    await suite.db.dropTables({ models: [Author, Story, Scene, Chapter] });
    await suite.db.dropTables({ models: [Author, Story] });
    await suite.db.createTables({ models: [Author, Story] });
    expect(await Author.count()).toBe(0);
    await suite.db.dropTables({ models: [Author, Story] });
  });

  test("without models there is nothing to make", async () => {
    expect(await failure(() => suite.db.createTables())).toMatchObject({ code: "CONFIGURATION" });
    expect(await failure(() => suite.db.createTables({ models: [] }))).toMatchObject({ code: "CONFIGURATION" });
  });
}
