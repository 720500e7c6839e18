import { asc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { User } from "../database/user.js";
import { valuesOfRecords } from "../database/values.js";
import type { UserSession } from "../peers/peer.js";
import type { SqlitePeer } from "./peer.js";
import { milliseconds } from "./prepare.js";

const instant = (name: string) =>
  integer(name, { mode: "timestamp_ms" })
    .notNull()
    .default(sql.raw(`(${milliseconds.now})`));

const users = sqliteTable("users", {
  id: integer("id").primaryKey(),
  username: text("username").notNull().unique(),
  email: text("email").notNull(),
  bio: text("bio"),
  active: integer("active", { mode: "boolean" }).notNull().default(true),
  loginCount: integer("login_count").notNull().default(0),
  createdAt: instant("created_at"),
  updatedAt: instant("updated_at"),
});

export const peer: SqlitePeer = {
  name: "drizzle",
  label: "Drizzle",
  packages: ["drizzle-orm", "better-sqlite3"],
  imports: ["drizzle-orm", "drizzle-orm/sqlite-core", "drizzle-orm/better-sqlite3", "better-sqlite3"],
  instants: milliseconds,
  async connect(file): Promise<UserSession<User>> {
    const db = drizzle(file);
    db.$client.pragma("synchronous = normal");
    return {
      async find(id) {
        const [user] = await db.select().from(users).where(eq(users.id, id));
        if (user === undefined) throw new Error(`No user ${id}.`);
        return user;
      },
      async list(count) {
        return db.select().from(users).orderBy(asc(users.id)).limit(count);
      },
      async insert(values) {
        const [user] = await db.insert(users).values(values).returning();
        return user as User;
      },
      async insertMany(values) {
        return db
          .insert(users)
          .values([...values])
          .returning();
      },
      toUser: valuesOfRecords.toUser,
      close: async () => {
        db.$client.close();
      },
    };
  },
};
