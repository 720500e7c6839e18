import { Database } from "@adonisjs/lucid/database";
import { BaseModel } from "@adonisjs/lucid/orm";
import { tagOfRecord } from "../database/tag.js";
import { Comment, Post, type Tag, User } from "./lucid-models.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

type Parts = ConstructorParameters<typeof Database>;

/** What AdonisJS would hand in: its log, and its events, to which nobody listens here. */
const log = { trace: () => undefined } as unknown as Parts[1];
const events = { hasListeners: () => false, emit: () => undefined } as unknown as Parts[2];

export const peer: Peer = {
  name: "lucid",
  label: "Lucid",
  packages: ["@adonisjs/lucid", "knex", "pg"],
  imports: ["@adonisjs/lucid/database", "@adonisjs/lucid/orm", "pg"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    readBigintsAsNumbers();
    const pool = { min: max, max };
    const db = new Database(
      { connection: "pg", connections: { pg: { client: "pg", connection: url, pool } } },
      log,
      events,
    );
    BaseModel.$adapter = db.modelAdapter();
    return {
      find: (id) => User.findOrFail(id),
      list: async (count) => User.query().orderBy("id").limit(count),
      listWithPosts: async () => User.query().preload("posts"),
      graph: (id) =>
        User.query()
          .where("id", id)
          .preload("posts", (posts) => posts.preload("tags"))
          .firstOrFail(),
      feed: async (upTo) =>
        Post.query().where("id", "<=", upTo).orderBy("id", "desc").limit(50).preload("author").preload("comments"),
      listComments: async () => Comment.query().orderBy("id"),
      insert: (user) => User.create(user),
      insertMany: (users) => User.createMany([...users]),
      async update(id, email) {
        const user = await User.findOrFail(id);
        user.email = email;
        return user.save();
      },
      // Lucid's instants are those of luxon.
      toUser({ id, username, email, bio, active, loginCount, createdAt, updatedAt }) {
        const [created, updated] = [createdAt.toJSDate(), updatedAt.toJSDate()];
        return { id, username, email, bio, active, loginCount, createdAt: created, updatedAt: updated };
      },
      toPost({ id, authorId, title, body, views, published, createdAt }) {
        return { id, authorId, title, body, views, published, createdAt: createdAt.toJSDate() };
      },
      toComment({ id, postId, authorId, body, createdAt }) {
        return { id, postId, authorId, body, createdAt: createdAt.toJSDate() };
      },
      toTag: tagOfRecord,
      close: () => db.manager.closeAll(),
    };
  },
};
