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
