import { asc, desc, eq, lte } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Comment } from "../database/comment.js";
import type { Post } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import type { User } from "../database/user.js";
import { valuesOfRecords } from "../database/values.js";
import * as schema from "./drizzle-table.js";
import type { Peer, Session } from "./peer.js";
import { createPool } from "./pg-pool.js";

export const peer: Peer = {
  name: "drizzle",
  label: "Drizzle",
  packages: ["drizzle-orm", "pg"],
  imports: ["drizzle-orm", "drizzle-orm/pg-core", "drizzle-orm/node-postgres", "pg"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    const pool = createPool(url, max);
    const db = drizzle(pool, { schema });
    const { users, posts } = schema;
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
      async graph(id) {
        const user = await db.query.users.findFirst({ where: eq(users.id, id), with: schema.graphParts });
        if (user === undefined) throw new Error(`No user ${id}.`);
        return schema.withTags(user);
      },
      async feed(upTo) {
        return db.query.posts.findMany({
          where: lte(posts.id, upTo),
          orderBy: desc(posts.id),
          limit: 50,
          with: { author: true, comments: true },
        });
      },
      async listComments() {
        return db.select().from(schema.comments).orderBy(asc(schema.comments.id));
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
      async update(id, email) {
        const user = await find(id);
        return db.update(users).set({ email }).where(eq(users.id, user.id));
      },
      ...valuesOfRecords,
      close: () => pool.end(),
    };
  },
};
