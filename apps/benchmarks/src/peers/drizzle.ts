import { asc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Post } from "../database/post.js";
import type { User } from "../database/user.js";
import * as schema from "./drizzle-table.js";
import type { Peer, Session } from "./peer.js";
import { createPool } from "./pg-pool.js";

export const peer: Peer = {
  name: "drizzle",
  label: "Drizzle",
  packages: ["drizzle-orm", "pg"],
  async connect(url, max): Promise<Session<User, Post>> {
    const pool = createPool(url, max);
    const db = drizzle(pool, { schema });
    const { users } = schema;
    const find = async (id: number): Promise<User> => {
      const [user] = await db.select().from(users).where(eq(users.id, id));
      if (user === undefined) throw new Error(`No user ${id}.`);
      return user;
    };
    return {
      find,
      async list(count) {
        return db.select().from(users).orderBy(asc(users.id)).limit(count);
      },
      async listWithPosts() {
        return db.query.users.findMany({ with: { posts: true } });
      },
      async insert(values) {
        const [user] = await db.insert(users).values(values).returning();
        return user as User;
      },
      async update(id, email) {
        const user = await find(id);
        return db.update(users).set({ email }).where(eq(users.id, user.id));
      },
      toUser: (user) => user,
      toPost: (post) => post,
      close: () => pool.end(),
    };
  },
};
