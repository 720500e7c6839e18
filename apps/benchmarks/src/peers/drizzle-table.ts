import { relations } from "drizzle-orm";
import { bigint, boolean, integer, pgTable, primaryKey, text, timestamp, varchar } from "drizzle-orm/pg-core";
import type { Post } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import type { User } from "../database/user.js";

const instant = { precision: 3, withTimezone: true } as const;
const key = () => bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity();
const reference = (name: string) => bigint(name, { mode: "number" }).notNull();

export const users = pgTable("users", {
  id: key(),
  username: varchar("username", { length: 50 }).notNull().unique(),
  email: varchar("email", { length: 255 }).notNull(),
  bio: text("bio"),
  active: boolean("active").notNull().default(true),
  loginCount: integer("login_count").notNull().default(0),
  createdAt: timestamp("created_at", instant).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", instant)
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
});

export const posts = pgTable("posts", {
  id: key(),
  authorId: reference("author_id").references(() => users.id, { onDelete: "cascade" }),
  title: varchar("title", { length: 200 }).notNull(),
  body: text("body").notNull(),
  views: integer("views").notNull().default(0),
  published: boolean("published").notNull().default(false),
  createdAt: timestamp("created_at", instant).notNull().defaultNow(),
});

/** Drizzle finds it in the module as a whole. @public */
export const comments = pgTable("comments", {
  id: key(),
  postId: reference("post_id").references(() => posts.id, { onDelete: "cascade" }),
  authorId: reference("author_id").references(() => users.id, { onDelete: "cascade" }),
  body: text("body").notNull(),
  createdAt: timestamp("created_at", instant).notNull().defaultNow(),
});

/** Drizzle finds it in the module as a whole. @public */
export const tags = pgTable("tags", { id: key(), name: varchar("name", { length: 50 }).notNull().unique() });

/** Drizzle finds it in the module as a whole. @public */
export const postTags = pgTable(
  "post_tags",
  {
    postId: reference("post_id").references(() => posts.id, { onDelete: "cascade" }),
    tagId: reference("tag_id").references(() => tags.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.postId, table.tagId] })],
);

/** Drizzle finds it in the module as a whole. @public */
export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));

/** Drizzle finds it in the module as a whole. @public */
export const postsRelations = relations(posts, ({ one, many }) => ({
  author: one(users, { fields: [posts.authorId], references: [users.id] }),
  comments: many(comments),
  postTags: many(postTags),
}));

/** Drizzle finds it in the module as a whole. @public */
export const commentsRelations = relations(comments, ({ one }) => ({
  post: one(posts, { fields: [comments.postId], references: [posts.id] }),
}));

/** Drizzle finds it in the module as a whole. @public */
export const postTagsRelations = relations(postTags, ({ one }) => ({
  post: one(posts, { fields: [postTags.postId], references: [posts.id] }),
  tag: one(tags, { fields: [postTags.tagId], references: [tags.id] }),
}));

/** What is asked for with a user. Drizzle goes from a post to its tags by the table between them. */
export const graphParts = { posts: { with: { postTags: { with: { tag: true }, columns: {} } } } } as const;

/** Leaves the table between posts and tags out of the result. */
export function withTags(
  user: User & { posts: (Post & { postTags: { tag: Tag }[] })[] },
): User & { posts: (Post & { tags: Tag[] })[] } {
  const own = user.posts.map(({ postTags: pairs, ...post }) => ({ ...post, tags: pairs.map(({ tag }) => tag) }));
  return { ...user, posts: own };
}
