import { relations } from "drizzle-orm";
import { bigint, boolean, integer, pgTable, text, timestamp, varchar } from "drizzle-orm/pg-core";

const instant = { precision: 3, withTimezone: true } as const;

export const users = pgTable("users", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
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
  id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
  authorId: bigint("author_id", { mode: "number" })
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  title: varchar("title", { length: 200 }).notNull(),
  body: text("body").notNull(),
  views: integer("views").notNull().default(0),
  published: boolean("published").notNull().default(false),
  createdAt: timestamp("created_at", instant).notNull().defaultNow(),
});

/** Drizzle finds it in the module as a whole. @public */
export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));

/** Drizzle finds it in the module as a whole. @public */
export const postsRelations = relations(posts, ({ one }) => ({
  author: one(users, { fields: [posts.authorId], references: [users.id] }),
}));
