import { DataSource, LessThanOrEqual } from "typeorm";
import type { Comment } from "../database/comment.js";
import { valuesOfRecords } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";
import { CommentEntity, PostEntity, schemas, type TagEntity, UserEntity } from "./typeorm-entities.js";

export const peer: Peer = {
  name: "typeorm",
  label: "TypeORM",
  packages: ["typeorm", "pg", "pg-query-stream"],
  imports: ["typeorm", "pg"],
  async connect(url, poolSize): Promise<Session<UserEntity, PostEntity, Comment, TagEntity>> {
    readBigintsAsNumbers();
    const source = new DataSource({
      type: "postgres",
      url,
      poolSize,
      extra: { idleTimeoutMillis: 0 },
      entities: schemas,
      logging: false,
    });
    await source.initialize();
    const users = source.getRepository(UserEntity);
    const posts = source.getRepository(PostEntity);
    const comments = source.getRepository(CommentEntity);
    return {
      find: (id) => users.findOneByOrFail({ id }),
      list: (take) => users.find({ order: { id: "ASC" }, take }),
      listWithPosts: () => users.find({ relations: { posts: true } }),
      graph: (id) => users.findOneOrFail({ where: { id }, relations: { posts: { tags: true } } }),
      feed: (upTo) =>
        posts.find({
          where: { id: LessThanOrEqual(upTo) },
          relations: { author: true, comments: true },
          order: { id: "DESC" },
          take: 50,
        }),
      listComments: () => comments.find({ order: { id: "ASC" } }),
      // TypeORM's stream gives rows, not entities.
      async *streamComments() {
        const query = comments
          .createQueryBuilder("comment")
          .select("comment.id", "id")
          .addSelect("comment.postId", "postId")
          .addSelect("comment.authorId", "authorId")
          .addSelect("comment.body", "body")
          .addSelect("comment.createdAt", "createdAt")
          .orderBy("comment.id");
        yield* (await query.stream()) as unknown as AsyncIterable<Comment>;
      },
      insertMany: (given) => users.save(users.create([...given])),
      insert: (user) => users.save(users.create(user)),
      async update(id, email) {
        const user = await users.findOneByOrFail({ id });
        user.email = email;
        return users.save(user);
      },
      ...valuesOfRecords,
      close: () => source.destroy(),
    };
  },
};
