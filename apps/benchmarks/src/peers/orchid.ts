import { createBaseTable } from "orchid-orm";
import { orchidORM } from "orchid-orm/node-postgres";
import type { Comment } from "../database/comment.js";
import type { Post } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import type { User } from "../database/user.js";
import { valuesOfRecords } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

const BaseTable = createBaseTable({
  snakeCase: true,
  columnTypes: (t) => ({ ...t, timestamp: (precision?: number) => t.timestamp(precision).asDate() }),
});

class UserTable extends BaseTable {
  override readonly table = "users";
  override columns = this.setColumns((t) => ({
    id: t.identity().primaryKey(),
    username: t.string(50).unique(),
    email: t.string(255),
    bio: t.text().nullable(),
    active: t.boolean().default(true),
    loginCount: t.integer().default(0),
    ...t.timestamps(),
  }));
  relations = {
    posts: this.hasMany(() => PostTable, { columns: ["id"], references: ["authorId"] }),
  };
}

class PostTable extends BaseTable {
  override readonly table = "posts";
  override columns = this.setColumns((t) => ({
    id: t.identity().primaryKey(),
    authorId: t.integer(),
    title: t.string(200),
    body: t.text(),
    views: t.integer().default(0),
    published: t.boolean().default(false),
    createdAt: t.timestamps().createdAt,
  }));
  relations = {
    author: this.belongsTo(() => UserTable, { required: true, columns: ["authorId"], references: ["id"] }),
    comments: this.hasMany(() => CommentTable, { columns: ["id"], references: ["postId"] }),
    tags: this.hasAndBelongsToMany(() => TagTable, {
      columns: ["id"],
      references: ["post_id"],
      through: { table: "post_tags", columns: ["tag_id"], references: ["id"] },
    }),
  };
}

class CommentTable extends BaseTable {
  override readonly table = "comments";
  override columns = this.setColumns((t) => ({
    id: t.identity().primaryKey(),
    postId: t.integer(),
    authorId: t.integer(),
    body: t.text(),
    createdAt: t.timestamps().createdAt,
  }));
}

class TagTable extends BaseTable {
  override readonly table = "tags";
  override columns = this.setColumns((t) => ({ id: t.identity().primaryKey(), name: t.string(50).unique() }));
}

export const peer: Peer = {
  name: "orchid",
  label: "Orchid ORM",
  packages: ["orchid-orm", "pg"],
  imports: ["orchid-orm", "orchid-orm/node-postgres"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    readBigintsAsNumbers();
    const db = orchidORM(
      { databaseURL: url, max, idleTimeoutMillis: 0, log: false },
      { user: UserTable, post: PostTable, comment: CommentTable, tag: TagTable },
    );
    return {
      find: async (id) => db.user.find(id),
      list: async (count) => db.user.order("id").limit(count),
      listWithPosts: async () => db.user.select("*", { posts: (user) => user.posts }),
      graph: async (id) =>
        db.user.find(id).select("*", { posts: (user) => user.posts.select("*", { tags: (post) => post.tags }) }),
      feed: async (upTo) =>
        db.post
          .where({ id: { lte: upTo } })
          .order({ id: "DESC" })
          .limit(50)
          .select("*", { author: (post) => post.author, comments: (post) => post.comments }),
      listComments: async () => db.comment.order("id"),
      insert: async (user) => db.user.create(user),
      insertMany: async (users) => db.user.createMany([...users]),
      async update(id, email) {
        const user = await db.user.find(id);
        return db.user.find(user.id).update({ email });
      },
      ...valuesOfRecords,
      close: () => db.$close(),
    };
  },
};
