import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";
import type { Suite } from "./suite.js";
import { empty, tables } from "./tables.js";

/** Has users, and by way of them posts. */
export class Company extends Model {
  static table = "suite_blog_companies";
  id = field.id();
  name = field.string(20);
  users = oneToMany(() => User, { backPopulates: "company" });
  posts = oneToMany(() => Post, { through: "users" });
  comments = oneToMany(() => Comment, { through: "posts" });
}

/** Writes posts and comments, and may belong to a company. */
export class User extends Model {
  static table = "suite_blog_users";
  id = field.id();
  name = field.string(20, { unique: true });
  password = field.string(20, { hidden: true, default: "secret" });
  companyId = field.foreignKey(() => Company, { nullable: true, onDelete: "set null" });
  company = manyToOne(() => Company, { backPopulates: "users", nullable: true });
  posts = oneToMany(() => Post, { backPopulates: "author" });
  comments = oneToMany(() => Comment, { backPopulates: "author" });
  profile = oneToOne(() => Profile, { backPopulates: "user", nullable: true });
  received = oneToMany(() => Comment, { through: "posts", source: "comments" });
}

/** One for each user at most. */
export class Profile extends Model {
  static table = "suite_blog_profiles";
  id = field.id();
  name = field.string(20);
  userId = field.foreignKey(() => User, { unique: true, onDelete: "cascade" });
  user = oneToOne(() => User, { backPopulates: "profile" });
}

/** Has an author, comments and tags. */
export class Post extends Model {
  static table = "suite_blog_posts";
  id = field.id();
  name = field.string(20);
  views = field.integer({ default: 0 });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  author = manyToOne(() => User, { backPopulates: "posts" });
  comments = oneToMany(() => Comment, { backPopulates: "post" });
  tags = manyToMany(() => Tag, { backPopulates: "posts" });
  commenters = oneToMany(() => User, { through: "comments", source: "author" });
  company = manyToOne(() => Company, { through: "author", nullable: true });
  byline = oneToOne(() => Profile, { through: "author", source: "profile", nullable: true });
}

/** Stays in its table when it is deleted. */
export class Comment extends Model {
  static table = "suite_blog_comments";
  id = field.id();
  name = field.string(20);
  stars = field.integer({ default: 0 });
  postId = field.foreignKey(() => Post, { onDelete: "cascade" });
  post = manyToOne(() => Post, { backPopulates: "comments" });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  author = manyToOne(() => User, { backPopulates: "comments" });
  deletedAt = field.deletedAt();
}

/** Joined with posts by a table that the relation makes. */
export class Tag extends Model {
  static table = "suite_blog_tags";
  id = field.id();
  name = field.string(20);
  posts = manyToMany(() => Post, { backPopulates: "tags" });
}

/** What `tables` makes for the blog. */
export const blogModels = [Company, User, Profile, Post, Comment, Tag] as const;

/**
 * Fills the blog. Alice and Bob work for Acme, Carol for nobody, nobody for Idle. Alice wrote p1, p2 and p3, Bob p4.
 * Of the comments on p1, c1 and c2 are Bob's, c3 is Alice's, and Bob's "gone" is deleted.
 */
export async function seedBlog(): Promise<void> {
  const acme = await Company.create({ name: "acme" });
  await Company.create({ name: "idle" });
  const alice = await User.create({ name: "alice", companyId: acme.id });
  const bob = await User.create({ name: "bob", companyId: acme.id });
  const carol = await User.create({ name: "carol" });
  await Profile.create({ name: "of alice", userId: alice.id });
  await Profile.create({ name: "of bob", userId: bob.id });
  const p1 = await Post.create({ name: "p1", views: 1, authorId: alice.id });
  const p2 = await Post.create({ name: "p2", views: 2, authorId: alice.id });
  await Post.create({ name: "p3", views: 3, authorId: alice.id });
  const p4 = await Post.create({ name: "p4", views: 4, authorId: bob.id });
  await Comment.create({ name: "c1", stars: 3, postId: p1.id, authorId: bob.id });
  await Comment.create({ name: "c2", stars: 1, postId: p1.id, authorId: bob.id });
  await Comment.create({ name: "c3", stars: 2, postId: p1.id, authorId: alice.id });
  await Comment.create({ name: "c4", stars: 5, postId: p2.id, authorId: carol.id });
  await Comment.create({ name: "c5", stars: 4, postId: p4.id, authorId: alice.id });
  await (await Comment.create({ name: "gone", stars: 9, postId: p1.id, authorId: bob.id })).delete();
  const [orm, sql] = [await Tag.create({ name: "orm" }), await Tag.create({ name: "sql" })];
  await Tag.create({ name: "unused" });
  await p1.tags.add(orm, sql);
  await p2.tags.add(orm);
  await p4.tags.add(sql);
}

/** Deletes every row of the blog: with users and posts goes what is theirs. */
export async function emptyBlog(): Promise<void> {
  for (const model of [User, Company, Tag]) await empty(model);
}

/** Makes the tables of the blog before the tests of a `describe`. */
export function withBlogTables(suite: Suite): void {
  tables(suite, ...blogModels);
}
