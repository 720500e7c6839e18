import { PrismaPg } from "@prisma/adapter-pg";
import type { Comment } from "../database/comment.js";
import type { Post } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import type { User } from "../database/user.js";
import { valuesOfRecords } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { PrismaClient } from "./prisma/client.js";

export const peer: Peer = {
  name: "prisma",
  label: "Prisma",
  packages: ["@prisma/client", "@prisma/adapter-pg", "pg"],
  imports: ["@prisma/adapter-pg", "../peers/prisma/client.js"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    const prisma = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max, idleTimeoutMillis: 0 }),
    });
    await prisma.$connect();
    const { user, post, comment } = prisma;
    return {
      find: (id) => user.findUniqueOrThrow({ where: { id } }),
      list: (take) => user.findMany({ orderBy: { id: "asc" }, take }),
      listWithPosts: () => user.findMany({ include: { posts: true } }),
      async graph(id) {
        // The table between posts and tags is a model, since its columns have names that Prisma does not choose.
        const include = { posts: { include: { tags: { include: { tag: true } } } } } as const;
        const { posts, ...found } = await user.findUniqueOrThrow({ where: { id }, include });
        return { ...found, posts: posts.map((own) => ({ ...own, tags: own.tags.map(({ tag }) => tag) })) };
      },
      feed: (upTo) =>
        post.findMany({
          where: { id: { lte: upTo } },
          orderBy: { id: "desc" },
          take: 50,
          include: { author: true, comments: true },
        }),
      listComments: () => comment.findMany({ orderBy: { id: "asc" } }),
      insert: (data) => user.create({ data }),
      insertMany: (data) => user.createManyAndReturn({ data }),
      async update(id, email) {
        const { id: key } = await user.findUniqueOrThrow({ where: { id } });
        return user.update({ where: { id: key }, data: { email } });
      },
      ...valuesOfRecords,
      close: () => prisma.$disconnect(),
    };
  },
};
