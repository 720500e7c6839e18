import { connect, field, lte, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";
import { postgres } from "@chakra-orm/postgres";
import { valuesOfRecords } from "../database/values.js";
import type { Peer, Session } from "./peer.js";

class User extends Model {
  static table = "users";

  id = field.id();
  username = field.string(50, { unique: true });
  email = field.string(255);
  bio = field.text({ nullable: true });
  active = field.boolean({ default: true });
  loginCount = field.integer({ default: 0 });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  posts = oneToMany(() => Post, { backPopulates: "author" });
}

class Post extends Model {
  static table = "posts";

  id = field.id();
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  title = field.string(200);
  body = field.text();
  views = field.integer({ default: 0 });
  published = field.boolean({ default: false });
  createdAt = field.createdAt();

  author = manyToOne(() => User, { backPopulates: "posts" });
  comments = oneToMany(() => Comment, { backPopulates: "post" });
  tags = manyToMany(() => Tag, { through: "post_tags" });
}

class Comment extends Model {
  static table = "comments";

  id = field.id();
  postId = field.foreignKey(() => Post, { onDelete: "cascade" });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  body = field.text();
  createdAt = field.createdAt();

  post = manyToOne(() => Post, { backPopulates: "comments" });
}

class Tag extends Model {
  static table = "tags";

  id = field.id();
  name = field.string(50, { unique: true });
}

export const peer: Peer = {
  name: "chakra",
  label: "Chakra",
  packages: ["@chakra-orm/core", "@chakra-orm/postgres", "knex", "pg"],
  imports: ["@chakra-orm/core", "@chakra-orm/postgres"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    const models = [User, Post, Comment, Tag];
    const db = await connect({ url, dialect: postgres, models, pool: { max, idleTimeout: 0 } });
    return {
      find: (id) => User.find(id),
      list: (count) => User.all().orderBy("id").limit(count).all(),
      listWithPosts: () => User.all().with("posts").all(),
      graph: (id) => User.with("posts.tags").find(id),
      feed: (upTo) =>
        Post.where({ id: lte(upTo) })
          .with("author", "comments")
          .orderBy("-id")
          .limit(50)
          .all(),
      listComments: () => Comment.orderBy("id").all(),
      streamComments: () => Comment.orderBy("id").stream(),
      insert: (user) => User.create(user),
      insertMany: (users) => User.createMany(users),
      async update(id, email) {
        const user = await User.find(id);
        user.email = email;
        return user.save();
      },
      ...valuesOfRecords,
      close: () => db.close(),
    };
  },
};
