import { connect, type Database, field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { factory, useTestTransaction } from "../../src/index.js";

export class Writer extends Model {
  id = field.id();
  name = field.string(50, { unique: true, minLength: 2 });
  email = field.string(100);
  role = field.enum(["admin", "member"], { default: "member" });
  skills = field.array(field.string(20), { nullable: true });
  settings = field.json<{ theme: string; panes?: string[] }>({ nullable: true });

  articles = oneToMany(() => Article, { backPopulates: "author" });
  desk = oneToOne(() => Desk, { backPopulates: "writer", nullable: true });
}

export class Desk extends Model {
  id = field.id();
  room = field.integer();
  writerId = field.foreignKey(() => Writer, { unique: true });

  writer = oneToOne(() => Writer, { backPopulates: "desk" });
}

export class Article extends Model {
  id = field.id();
  title = field.string(100);
  views = field.integer({ default: 0, min: 0 });
  authorId = field.foreignKey(() => Writer);
  editorId = field.foreignKey(() => Writer, { nullable: true });

  author = manyToOne(() => Writer, { backPopulates: "articles" });
  editor = manyToOne(() => Writer, { nullable: true });
  labels = manyToMany(() => Label, { backPopulates: "articles" });
  remarks = oneToMany(() => Remark, { backPopulates: "subject" });
}

export class Label extends Model {
  id = field.id();
  name = field.string(30, { unique: true });

  articles = manyToMany(() => Article, { backPopulates: "labels" });
}

export class Remark extends Model {
  id = field.id();
  text = field.text();
  subjectId = field.bigInteger({ as: "number" });
  subjectType = field.string(63);

  subject = manyToOne(() => [Article, Writer]);
}

export class Shelf extends Model {
  id = field.id();
  parentId = field.foreignKey(() => Shelf);
  parent = manyToOne(() => Shelf);
}

export const writers = factory(Writer, ({ sequence }) => ({
  name: `writer${sequence}`,
  email: `writer${sequence}@example.com`,
})).states({
  admin: { role: "admin" },
  dark: ({ sequence }) => ({ settings: { theme: `dark ${sequence}` } }),
});
export const articles = factory(Article, ({ random }) => ({
  title: random.words(3),
  views: () => random.integer(0, 1000),
  author: writers,
}));
export const labels = factory(Label, ({ sequence }) => ({ name: `label${sequence}`, articles: [articles] }));
export const desks = factory(Desk, ({ sequence }) => ({ room: sequence, writer: writers }));
export const remarks = factory(Remark, { text: "well said", subject: articles });

const counted = [writers, articles, labels, desks, remarks];

let db: Database;

/** A database in memory for the tests of a file; every test begins with empty tables, and the numbers at 1. */
export function openDatabase(): () => Database {
  beforeAll(async () => {
    db = await connect("sqlite::memory:", { models: [Writer, Desk, Article, Label, Remark, Shelf] });
    await db.createTables();
  });
  afterAll(() => db.close());
  useTestTransaction(() => db, { beforeEach, afterEach });
  beforeEach(() => {
    for (const each of counted) each.reset();
  });
  return () => db;
}
