import { connect, field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { postgres } from "@chakra-orm/postgres";
import type { Post as PostValues } from "../database/post.js";
import type { User as Values } from "../database/user.js";
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
}

export const peer: Peer = {
  name: "chakra",
  label: "Chakra",
  packages: ["@chakra-orm/core", "@chakra-orm/postgres", "knex", "pg"],
  async connect(url, max): Promise<Session<User, Post>> {
    const db = await connect({ url, dialect: postgres, models: [User, Post], pool: { max, idleTimeout: 0 } });
    return {
      find: (id) => User.find(id),
      list: (count) => User.all().orderBy("id").limit(count).all(),
      listWithPosts: () => User.all().with("posts").all(),
      insert: (user) => User.create(user),
      async update(id, email) {
        const user = await User.find(id);
        user.email = email;
        return user.save();
      },
      toUser: (user): Values => ({ ...user }),
      toPost: (post): PostValues => ({ ...post }),
      close: () => db.close(),
    };
  },
};
