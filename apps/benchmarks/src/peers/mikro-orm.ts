import { BigIntType, type Collection, EntitySchema, MikroORM, type Opt } from "@mikro-orm/postgresql";
import { valuesOfRecords } from "../database/values.js";
import type { Peer, Session } from "./peer.js";

class Tag {
  declare id: number;
  declare name: string;
}

class Comment {
  declare id: number;
  declare post: Post;
  declare author: User;
  declare body: string;
  declare createdAt: Date & Opt;
}

class Post {
  declare id: number;
  declare author: User;
  declare title: string;
  declare body: string;
  declare views: number;
  declare published: boolean;
  declare createdAt: Date & Opt;
  declare comments: Collection<Comment>;
  declare tags: Collection<Tag>;
}

class User {
  declare id: number;
  declare username: string;
  declare email: string;
  declare bio: string | null;
  declare active: boolean;
  declare loginCount: number;
  declare createdAt: Date & Opt;
  declare updatedAt: Date & Opt;
  declare posts: Collection<Post>;
}

const id = { type: new BigIntType("number"), primary: true } as const;
const now = (): Date => new Date();
const createdAt = { type: "datetime", length: 3, onCreate: now } as const;

const users = new EntitySchema<User>({
  class: User,
  tableName: "users",
  properties: {
    id,
    username: { type: "string", length: 50, unique: true },
    email: { type: "string", length: 255 },
    bio: { type: "text", nullable: true },
    active: { type: "boolean" },
    loginCount: { type: "integer" },
    createdAt,
    updatedAt: { ...createdAt, onUpdate: now },
    posts: { kind: "1:m", entity: () => Post, mappedBy: "author" },
  },
});

const posts = new EntitySchema<Post>({
  class: Post,
  tableName: "posts",
  properties: {
    id,
    author: { kind: "m:1", entity: () => User },
    title: { type: "string", length: 200 },
    body: { type: "text" },
    views: { type: "integer" },
    published: { type: "boolean" },
    createdAt,
    comments: { kind: "1:m", entity: () => Comment, mappedBy: "post" },
    tags: {
      kind: "m:n",
      entity: () => Tag,
      pivotTable: "post_tags",
      joinColumn: "post_id",
      inverseJoinColumn: "tag_id",
    },
  },
});

const comments = new EntitySchema<Comment>({
  class: Comment,
  tableName: "comments",
  properties: {
    id,
    post: { kind: "m:1", entity: () => Post },
    author: { kind: "m:1", entity: () => User },
    body: { type: "text" },
    createdAt,
  },
});

const tags = new EntitySchema<Tag>({
  class: Tag,
  tableName: "tags",
  properties: { id, name: { type: "string", length: 50, unique: true } },
});

export const peer: Peer = {
  name: "mikro-orm",
  label: "MikroORM",
  packages: ["@mikro-orm/core", "@mikro-orm/postgresql"],
  imports: ["@mikro-orm/postgresql"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [users, posts, comments, tags],
      pool: { min: max, max },
      metadataCache: { enabled: false },
    });
    // A manager for each piece of work, as its documentation wants one for each request.
    const manager = () => orm.em.fork();
    return {
      find: (id) => manager().findOneOrFail(User, id),
      list: (limit) => manager().find(User, {}, { orderBy: { id: "asc" }, limit }),
      listWithPosts: () => manager().find(User, {}, { populate: ["posts"] }),
      graph: (id) => manager().findOneOrFail(User, id, { populate: ["posts.tags"] }),
      feed: (upTo) =>
        manager().find(
          Post,
          { id: { $lte: upTo } },
          { populate: ["author", "comments"], orderBy: { id: "desc" }, limit: 50 },
        ),
      listComments: () => manager().find(Comment, {}, { orderBy: { id: "asc" } }),
      async insert(values) {
        const em = manager();
        const user = em.create(User, values);
        await em.persist(user).flush();
        return user;
      },
      async insertMany(list) {
        const em = manager();
        const created = list.map((values) => em.create(User, values));
        await em.persist(created).flush();
        return created;
      },
      async update(id, email) {
        const em = manager();
        const user = await em.findOneOrFail(User, id);
        user.email = email;
        return em.flush();
      },
      ...valuesOfRecords,
      // Relations stand in the place of foreign keys.
      toPost({ id, author, title, body, views, published, createdAt }) {
        return { id, authorId: author.id, title, body, views, published, createdAt };
      },
      toComment({ id, post, author, body, createdAt }) {
        return { id, postId: post.id, authorId: author.id, body, createdAt };
      },
      close: () => orm.close(),
    };
  },
};
