import { DataSource, EntitySchema } from "typeorm";
import type { Post, WithPosts } from "../database/post.js";
import type { User } from "../database/user.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

class PostEntity {
  declare id: number;
  declare authorId: number;
  declare title: string;
  declare body: string;
  declare views: number;
  declare published: boolean;
  declare createdAt: Date;
}

class UserEntity {
  declare id: number;
  declare username: string;
  declare email: string;
  declare bio: string | null;
  declare active: boolean;
  declare loginCount: number;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare posts: PostEntity[];
}

const asNumber = { from: Number, to: (value: unknown) => value };
const instant = { type: "timestamptz", precision: 3 } as const;

const schema = new EntitySchema<UserEntity>({
  name: "User",
  target: UserEntity,
  tableName: "users",
  columns: {
    // TypeORM turns a bigint into a string by itself.
    id: { type: "bigint", primary: true, generated: true, transformer: asNumber },
    username: { type: "varchar", length: 50, unique: true },
    email: { type: "varchar", length: 255 },
    bio: { type: "text", nullable: true },
    active: { type: "boolean" },
    loginCount: { type: "int", name: "login_count" },
    createdAt: { ...instant, name: "created_at", createDate: true },
    updatedAt: { ...instant, name: "updated_at", updateDate: true },
  },
  relations: { posts: { type: "one-to-many", target: () => PostEntity, inverseSide: "author" } },
});

const postSchema = new EntitySchema<PostEntity & { author: UserEntity }>({
  name: "Post",
  target: PostEntity,
  tableName: "posts",
  columns: {
    id: { type: "bigint", primary: true, generated: true, transformer: asNumber },
    authorId: { type: "bigint", name: "author_id", transformer: asNumber },
    title: { type: "varchar", length: 200 },
    body: { type: "text" },
    views: { type: "int" },
    published: { type: "boolean" },
    createdAt: { ...instant, name: "created_at", createDate: true },
  },
  relations: {
    author: { type: "many-to-one", target: () => UserEntity, inverseSide: "posts", joinColumn: { name: "author_id" } },
  },
});

export const peer: Peer = {
  name: "typeorm",
  label: "TypeORM",
  packages: ["typeorm", "pg"],
  async connect(url, poolSize): Promise<Session<UserEntity, PostEntity>> {
    readBigintsAsNumbers();
    const source = new DataSource({
      type: "postgres",
      url,
      poolSize,
      extra: { idleTimeoutMillis: 0 },
      entities: [schema, postSchema],
      logging: false,
    });
    await source.initialize();
    const users = source.getRepository(UserEntity);
    return {
      find: (id) => users.findOneByOrFail({ id }),
      list: (take) => users.find({ order: { id: "ASC" }, take }),
      listWithPosts: () => users.find({ relations: { posts: true } }) as Promise<WithPosts<UserEntity, PostEntity>[]>,
      insert: (user) => users.save(users.create(user)),
      async update(id, email) {
        const user = await users.findOneByOrFail({ id });
        user.email = email;
        return users.save(user);
      },
      toUser: (user): User => ({ ...user }),
      toPost: (post): Post => ({ ...post }),
      close: () => source.destroy(),
    };
  },
};
