import type { Pool, QueryConfig } from "pg";
import QueryStream from "pg-query-stream";
import type { CommentRow } from "../database/comment.js";
import { groupFeed, groupGraph, groupPosts } from "../database/grouping.js";
import type { PostRow } from "../database/post.js";
import type { Tag, TagOfPostRow } from "../database/tag.js";
import type { UserRow } from "../database/user.js";
import { valuesOfRows } from "../database/values.js";
import type { Session } from "./peer.js";
import { insertOf, statements } from "./pg-statements.js";

/** Hand-written SQL on `pg`. `query` says how a statement is handed over: unnamed, or prepared under a name. */
export function pgSession(
  pool: Pool,
  query: (name: string, text: string, values: unknown[]) => QueryConfig,
): Session<UserRow, PostRow, CommentRow, Tag> {
  const rowsOf = async <R extends object>(name: keyof typeof statements, ...values: unknown[]): Promise<R[]> =>
    (await pool.query<R>(query(name, statements[name], values))).rows;
  const find = async (id: number): Promise<UserRow> => {
    const [row] = await rowsOf<UserRow>("find", id);
    if (row === undefined) throw new Error(`No user ${id}.`);
    return row;
  };
  return {
    find,
    list: (count) => rowsOf<UserRow>("list", count),
    async listWithPosts() {
      const users = await rowsOf<UserRow>("all");
      const keys = users.map(({ id }) => id);
      return groupPosts(users, await rowsOf<PostRow>("posts", keys));
    },
    async graph(id) {
      const user = await find(id);
      const posts = await rowsOf<PostRow>("postsOfOne", id);
      const keys = posts.map((post) => post.id);
      return groupGraph(user, posts, await rowsOf<TagOfPostRow>("tags", keys));
    },
    async feed(upTo) {
      const posts = await rowsOf<PostRow>("feed", upTo);
      const authors = [...new Set(posts.map((post) => post.author_id))];
      const keys = posts.map(({ id }) => id);
      return groupFeed(posts, await rowsOf<UserRow>("authors", authors), await rowsOf<CommentRow>("comments", keys));
    },
    listComments: () => rowsOf<CommentRow>("allComments"),
    async *streamComments() {
      const client = await pool.connect();
      try {
        yield* client.query(new QueryStream(statements.allComments)) as AsyncIterable<CommentRow>;
      } finally {
        client.release();
      }
    },
    async insert({ username, email, bio, active, loginCount }) {
      const [row] = await rowsOf<UserRow>("insert", username, email, bio, active, loginCount);
      return row as UserRow;
    },
    async insertMany(users) {
      const values = users.flatMap(({ username, email, bio, active, loginCount }) => [
        username,
        email,
        bio,
        active,
        loginCount,
      ]);
      return (await pool.query<UserRow>(query(`insert${users.length}`, insertOf(users.length), values))).rows;
    },
    async update(id, email) {
      const user = await find(id);
      return pool.query(query("update", statements.update, [email, new Date(), user.id]));
    },
    ...valuesOfRows,
    close: () => pool.end(),
  };
}
