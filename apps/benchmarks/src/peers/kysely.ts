import { type ColumnType, type Generated, Kysely, PostgresDialect } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import Cursor from "pg-cursor";
import { type CommentRow, commentColumns } from "../database/comment.js";
import { type PostRow, postColumns } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import { toRow, type UserRow, userColumns } from "../database/user.js";
import { valuesOfRows } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { createPool } from "./pg-pool.js";

type Instant = ColumnType<Date, Date | undefined, Date>;

interface Tables {
  users: Omit<UserRow, "id" | "created_at" | "updated_at"> & {
    id: Generated<number>;
    created_at: Instant;
    updated_at: Instant;
  };
  posts: Omit<PostRow, "id" | "created_at"> & { id: Generated<number>; created_at: Instant };
  comments: Omit<CommentRow, "id" | "created_at"> & { id: Generated<number>; created_at: Instant };
  tags: { id: Generated<number>; name: string };
  post_tags: { post_id: number; tag_id: number };
}

/** What comes as JSON has its instants as texts. */
const withCreatedAt = <R extends { created_at: string | Date }>(row: R) => ({
  ...row,
  created_at: new Date(row.created_at),
});

export const peer: Peer = {
  name: "kysely",
  label: "Kysely",
  packages: ["kysely", "pg", "pg-cursor"],
  imports: ["kysely", "kysely/helpers/postgres", "pg"],
  async connect(url, max): Promise<Session<UserRow, PostRow, CommentRow, Tag>> {
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(url, max), cursor: Cursor }) });
    const find = (id: number): Promise<UserRow> =>
      db.selectFrom("users").select(userColumns).where("id", "=", id).executeTakeFirstOrThrow();
    const usersWithPosts = db
      .selectFrom("users")
      .select(userColumns)
      .select((users) =>
        jsonArrayFrom(users.selectFrom("posts").select(postColumns).whereRef("posts.author_id", "=", "users.id")).as(
          "posts",
        ),
      );
    return {
      find,
      list: (count) => db.selectFrom("users").select(userColumns).orderBy("id").limit(count).execute(),
      async listWithPosts() {
        const users = await usersWithPosts.execute();
        return users.map((user) => ({ ...user, posts: user.posts.map(withCreatedAt) }));
      },
      async graph(id) {
        const user = await db
          .selectFrom("users")
          .select(userColumns)
          .select((users) =>
            jsonArrayFrom(
              users
                .selectFrom("posts")
                .select(postColumns)
                .select((posts) =>
                  jsonArrayFrom(
                    posts
                      .selectFrom("post_tags")
                      .innerJoin("tags", "tags.id", "post_tags.tag_id")
                      .select(["tags.id", "tags.name"])
                      .whereRef("post_tags.post_id", "=", "posts.id"),
                  ).as("tags"),
                )
                .whereRef("posts.author_id", "=", "users.id"),
            ).as("posts"),
          )
          .where("users.id", "=", id)
          .executeTakeFirstOrThrow();
        return { ...user, posts: user.posts.map(withCreatedAt) };
      },
      async feed(upTo) {
        const posts = await db
          .selectFrom("posts")
          .select(postColumns)
          .select((posts) => [
            jsonObjectFrom(
              posts.selectFrom("users").select(userColumns).whereRef("users.id", "=", "posts.author_id"),
            ).as("author"),
            jsonArrayFrom(
              posts.selectFrom("comments").select(commentColumns).whereRef("comments.post_id", "=", "posts.id"),
            ).as("comments"),
          ])
          .where("posts.id", "<=", upTo)
          .orderBy("posts.id", "desc")
          .limit(50)
          .execute();
        return posts.map(({ author, comments, ...post }) => {
          if (author === null) throw new Error(`Post ${post.id} has no author.`);
          const updated_at = new Date(author.updated_at);
          return { ...post, author: { ...withCreatedAt(author), updated_at }, comments: comments.map(withCreatedAt) };
        });
      },
      listComments: () => db.selectFrom("comments").select(commentColumns).orderBy("id").execute(),
      streamComments: () => db.selectFrom("comments").select(commentColumns).orderBy("id").stream(),
      insert: (user) => db.insertInto("users").values(toRow(user)).returning(userColumns).executeTakeFirstOrThrow(),
      insertMany: (users) => db.insertInto("users").values(users.map(toRow)).returning(userColumns).execute(),
      async update(id, email) {
        const user = await find(id);
        const changes = { email, updated_at: new Date() };
        return db.updateTable("users").set(changes).where("id", "=", user.id).execute();
      },
      ...valuesOfRows,
      close: () => db.destroy(),
    };
  },
};
