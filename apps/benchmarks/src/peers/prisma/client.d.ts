import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";
import type { Comment } from "../../database/comment.js";
import type { Post } from "../../database/post.js";
import type { Tag } from "../../database/tag.js";
import type { NewUser, User } from "../../database/user.js";

type PostWithTags = Post & { tags: { tag: Tag }[] };
type FullPost = Post & { author: User; comments: Comment[] };

/** What is used of the generated client, since its own types are left out: see generate.mjs. */
export declare class PrismaClient {
  constructor(options: { adapter: SqlDriverAdapterFactory });
  readonly user: {
    findUniqueOrThrow(query: { where: { id: number } }): Promise<User>;
    findUniqueOrThrow(query: {
      where: { id: number };
      include: { posts: { include: { tags: { include: { tag: true } } } } };
    }): Promise<User & { posts: PostWithTags[] }>;
    findMany(query: { orderBy: { id: "asc" }; take: number }): Promise<User[]>;
    findMany(query: { include: { posts: true } }): Promise<(User & { posts: Post[] })[]>;
    create(query: { data: NewUser }): Promise<User>;
    createManyAndReturn(query: { data: readonly NewUser[] }): Promise<User[]>;
    update(query: { where: { id: number }; data: { email: string } }): Promise<User>;
  };
  readonly post: {
    findMany(query: {
      where: { id: { lte: number } };
      orderBy: { id: "desc" };
      take: number;
      include: { author: true; comments: true };
    }): Promise<FullPost[]>;
  };
  readonly comment: { findMany(query: { orderBy: { id: "asc" } }): Promise<Comment[]> };
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
}
