import { EntitySchema } from "typeorm";

export class TagEntity {
  declare id: number;
  declare name: string;
}

export class CommentEntity {
  declare id: number;
  declare postId: number;
  declare authorId: number;
  declare body: string;
  declare createdAt: Date;
}

export class PostEntity {
  declare id: number;
  declare authorId: number;
  declare title: string;
  declare body: string;
  declare views: number;
  declare published: boolean;
  declare createdAt: Date;
  declare author: UserEntity;
  declare comments: CommentEntity[];
  declare tags: TagEntity[];
}

export class UserEntity {
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

// TypeORM turns a bigint into a string by itself.
const bigint = { type: "bigint", transformer: { from: Number, to: (value: unknown) => value } } as const;
const id = { ...bigint, primary: true, generated: true } as const;
const instant = { type: "timestamptz", precision: 3 } as const;
const createdAt = { ...instant, name: "created_at", createDate: true } as const;

const users = new EntitySchema<UserEntity>({
  name: "User",
  target: UserEntity,
  tableName: "users",
  columns: {
    id,
    username: { type: "varchar", length: 50, unique: true },
    email: { type: "varchar", length: 255 },
    bio: { type: "text", nullable: true },
    active: { type: "boolean" },
    loginCount: { type: "int", name: "login_count" },
    createdAt,
    updatedAt: { ...instant, name: "updated_at", updateDate: true },
  },
  relations: { posts: { type: "one-to-many", target: () => PostEntity, inverseSide: "author" } },
});

const posts = new EntitySchema<PostEntity>({
  name: "Post",
  target: PostEntity,
  tableName: "posts",
  columns: {
    id,
    authorId: { ...bigint, name: "author_id" },
    title: { type: "varchar", length: 200 },
    body: { type: "text" },
    views: { type: "int" },
    published: { type: "boolean" },
    createdAt,
  },
  relations: {
    author: { type: "many-to-one", target: () => UserEntity, inverseSide: "posts", joinColumn: { name: "author_id" } },
    comments: { type: "one-to-many", target: () => CommentEntity, inverseSide: "post" },
    tags: {
      type: "many-to-many",
      target: () => TagEntity,
      joinTable: { name: "post_tags", joinColumn: { name: "post_id" }, inverseJoinColumn: { name: "tag_id" } },
    },
  },
});

const comments = new EntitySchema<CommentEntity & { post: PostEntity }>({
  name: "Comment",
  target: CommentEntity,
  tableName: "comments",
  columns: {
    id,
    postId: { ...bigint, name: "post_id" },
    authorId: { ...bigint, name: "author_id" },
    body: { type: "text" },
    createdAt,
  },
  relations: {
    post: { type: "many-to-one", target: () => PostEntity, inverseSide: "comments", joinColumn: { name: "post_id" } },
  },
});

const tags = new EntitySchema<TagEntity>({
  name: "Tag",
  target: TagEntity,
  tableName: "tags",
  columns: { id, name: { type: "varchar", length: 50, unique: true } },
});

/** The entities without decorators, which this repository's compiler does not write. */
export const schemas = [users, posts, comments, tags];
