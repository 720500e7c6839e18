import { asc, desc, eq, lte, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Comment } from "../database/comment.js";
import type { Post } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import type { User } from "../database/user.js";
import { valuesOfRecords } from "../database/values.js";
import * as schema from "./drizzle-table.js";
import type { Peer, Session } from "./peer.js";
import { createPool } from "./pg-pool.js";

/** Drizzle's prepared queries: the text is made once, and the statement has a name. */
export const peer: Peer = {
  name: "drizzle-prepared",
  label: "Drizzle prepared",
  packages: ["drizzle-orm", "pg"],
  imports: ["drizzle-orm", "drizzle-orm/pg-core", "drizzle-orm/node-postgres", "pg"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    const pool = createPool(url, max);
    const db = drizzle(pool, { schema });
    const { users, posts } = schema;
    const value = sql.placeholder;
    const byId = eq(users.id, value("id"));
    const found = db.select().from(users).where(byId).prepare("find");
    const listed = db.select().from(users).orderBy(asc(users.id)).limit(value("count")).prepare("list");
    const withPosts = db.query.users.findMany({ with: { posts: true } }).prepare("list_with_posts");
    const graph = db.query.users.findFirst({ where: byId, with: schema.graphParts }).prepare("graph");
    const feed = db.query.posts
      .findMany({
        where: lte(posts.id, value("upTo")),
        orderBy: desc(posts.id),
        limit: 50,
        with: { author: true, comments: true },
      })
      .prepare("feed");
    const comments = db.select().from(schema.comments).orderBy(asc(schema.comments.id)).prepare("comments");
    const inserted = db
      .insert(users)
      .values({
        username: value("username"),
        email: value("email"),
        bio: value("bio"),
        active: value("active"),
        loginCount: value("loginCount"),
      })
      .returning()
      .prepare("insert");
    // What set() is given inside sql`…` gets no codec of the column's, so the instant is given as text.
    const instant = sql`${value("updatedAt")}`;
    const updated = db
      .update(users)
      .set({ email: sql`${value("email")}`, updatedAt: instant })
      .where(byId)
      .prepare("update");
    const find = async (id: number): Promise<User> => {
      const [user] = await found.execute({ id });
      if (user === undefined) throw new Error(`No user ${id}.`);
      return user;
    };
    return {
      find,
      async list(count) {
        return listed.execute({ count });
      },
      async listWithPosts() {
        return withPosts.execute();
      },
      async graph(id) {
        const user = await graph.execute({ id });
        if (user === undefined) throw new Error(`No user ${id}.`);
        return schema.withTags(user);
      },
      async feed(upTo) {
        return feed.execute({ upTo });
      },
      async listComments() {
        return comments.execute();
      },
      async insert(values) {
        const [user] = await inserted.execute({ ...values });
        return user as User;
      },
      async update(id, email) {
        const user = await find(id);
        return updated.execute({ id: user.id, email, updatedAt: new Date().toISOString() });
      },
      ...valuesOfRecords,
      close: () => pool.end(),
    };
  },
};
