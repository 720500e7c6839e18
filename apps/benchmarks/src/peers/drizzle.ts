import { asc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { User } from "../database/user.js";
import { users } from "./drizzle-table.js";
import type { Peer, Session } from "./peer.js";
import { createPool } from "./pg-pool.js";

export const peer: Peer = {
  name: "drizzle",
  label: "Drizzle",
  packages: ["drizzle-orm", "pg"],
  async connect(url, max): Promise<Session<User>> {
    const pool = createPool(url, max);
    const db = drizzle(pool);
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
      async insert(values) {
        const [user] = await db.insert(users).values(values).returning();
        return user as User;
      },
      async update(id, email) {
        const user = await find(id);
        return db.update(users).set({ email }).where(eq(users.id, user.id));
      },
      toUser: (user) => user,
      close: () => pool.end(),
    };
  },
};
