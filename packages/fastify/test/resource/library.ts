import {
  connect,
  type Database,
  field,
  Model,
  type ModelClass,
  manyToMany,
  manyToOne,
  oneToMany,
} from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { chakra } from "../../src/index.js";
import { makeApp } from "../blog.js";

export class Writer extends Model {
  id = field.id();
  name = field.string(20, { unique: true, minLength: 2 });
  email = field.string(50, { format: "email", nullable: true, normalize: (value) => value.toLowerCase() });
  passwordHash = field.string(40, { hidden: true, default: "$2b$secret" });
  isAdmin = field.boolean({ default: false, readonly: true });
  createdAt = field.createdAt();

  books = oneToMany(() => Book, { backPopulates: "writer" });
}

export class Book extends Model {
  id = field.id();
  title = field.string(60, { minLength: 1 });
  status = field.enum(["draft", "open", "sold"], { default: "draft" });
  pages = field.integer({ nullable: true, min: 1 });
  sold = field.bigInteger({ default: 0n });
  price = field.decimal(8, 2, { default: "0.00" });
  publishedAt = field.dateTime({ nullable: true });
  cover = field.binary(64, { nullable: true });
  secret = field.text({ hidden: true, nullable: true });
  version = field.version();
  writerId = field.foreignKey(() => Writer, { onDelete: "restrict" });

  writer = manyToOne(() => Writer, { backPopulates: "books" });
  tags = manyToMany(() => Tag, { backPopulates: "books" });
}

export class Tag extends Model {
  id = field.uuid({ primaryKey: true });
  name = field.string(20, { unique: true });
  deletedAt = field.deletedAt();

  books = manyToMany(() => Book, { backPopulates: "tags" });
}

/** Of two columns together. */
export class Shelf extends Model {
  hall = field.string(10, { primaryKey: true });
  number = field.integer({ primaryKey: true });
  width = field.integer({ default: 100 });
}

export const library = [Writer, Book, Tag, Shelf];

export interface Open {
  readonly app: FastifyInstance;
  readonly db: Database;
  /** How many statements a request takes. */
  statements(work: () => Promise<unknown>): Promise<number>;
}

/** An app with the plugin, on empty tables. */
export async function open(models: readonly ModelClass<object>[] = library): Promise<Open> {
  const db = await connect("sqlite::memory:", { models });
  await db.createTables();
  const app = makeApp();
  app.addHook("onClose", () => db.close());
  await app.register(chakra, { database: db });
  const statements = async (work: () => Promise<unknown>) => {
    let count = 0;
    const stop = db.on("query", () => {
      count++;
    });
    await work();
    stop();
    return count;
  };
  return { app, db, statements };
}

/** Two writers, and some books. */
export async function fill(books = 5): Promise<void> {
  const ann = await Writer.create({ name: "ann", email: "ann@example.com" });
  const bob = await Writer.create({ name: "bob" });
  const tag = await Tag.create({ id: "018f0000-0000-7000-8000-000000000001", name: "sea" });
  for (let i = 1; i <= books; i++) {
    await Book.create({
      title: `book ${i}`,
      status: i % 2 === 0 ? "open" : "draft",
      pages: i === 1 ? null : i * 100,
      price: `${i}.50`,
      publishedAt: new Date(Date.UTC(2024, 0, i)),
      writer: i % 2 === 0 ? ann : bob,
      tags: i < 3 ? [tag] : [],
    });
  }
}
