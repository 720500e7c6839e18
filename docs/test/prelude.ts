// What the @example of a doc comment may use without importing it: besides everything that its own package and
// @chakra-orm/core export, the models below, in a database in memory with the rows below. Change it freely.
import { connect, type Database, field, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";

export class User extends Model {
  static table = "users";

  id = field.id();
  username = field.string(50, { unique: true, minLength: 3 });
  email = field.string(255);
  bio = field.text({ nullable: true });
  role = field.enum(["admin", "member"], { default: "member" });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  posts = oneToMany(() => Post, { backPopulates: "author" });
}

export class Post extends Model {
  static table = "posts";

  id = field.id();
  title = field.string(200);
  body = field.text({ default: "" });
  views = field.integer({ default: 0, min: 0 });
  published = field.boolean({ default: false });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  createdAt = field.createdAt();

  author = manyToOne(() => User, { backPopulates: "posts" });
  tags = manyToMany(() => Tag, { backPopulates: "posts" });
}

export class Tag extends Model {
  static table = "tags";

  id = field.id();
  name = field.string(30, { unique: true });

  posts = manyToMany(() => Post, { backPopulates: "tags" });
}

/** Under this name the packages keep what is connected. */
const connected = Symbol.for("@chakra-orm/databases@1");

/** The connected database. */
export let db: Database;

/** Before each example: the models in an empty database, and a few rows. */
export async function open(): Promise<void> {
  db = await connect("sqlite::memory:", { models: [User, Post, Tag] });
  await db.createTables();
  const alice = await User.create({ username: "alice", email: "alice@example.com", role: "admin" });
  const bob = await User.create({ username: "bob", email: "bob@example.com" });
  const orm = await Tag.create({ name: "orm" });
  await Post.create({ title: "Hello", views: 3, published: true, authorId: alice.id, tags: [orm] });
  await Post.create({ title: "A second post", views: 10, published: true, authorId: alice.id });
  await Post.create({ title: "Draft", authorId: bob.id });
}

/** After each example, and after each page. */
export async function close(): Promise<void> {
  await (db as Database | undefined)?.close();
  // A page that fails leaves its databases open; the pages after it are not to fail by that.
  const { [connected]: left } = globalThis as { [connected]?: Map<string, { pool: { close(ms: number): unknown } }> };
  for (const { pool } of left?.values() ?? []) await pool.close(1000);
  left?.clear();
}
