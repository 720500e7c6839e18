import connect from "postgres";
import { type CommentRow, commentColumns } from "../database/comment.js";
import { groupFeed, groupGraph, groupPosts } from "../database/grouping.js";
import { type PostRow, postColumns } from "../database/post.js";
import type { Tag, TagOfPostRow } from "../database/tag.js";
import { toRow, type UserRow, userColumns } from "../database/user.js";
import { valuesOfRows } from "../database/values.js";
import type { Peer, Session } from "./peer.js";

/** int8 comes as a number, as with every peer. */
const bigint = { to: 20, from: [20], serialize: String, parse: Number };

/** Hand-written SQL on the other driver, which prepares what it is given by itself. */
export const peer: Peer = {
  name: "postgres-js",
  label: "postgres.js",
  packages: ["postgres"],
  imports: ["postgres"],
  async connect(url, max): Promise<Session<UserRow, PostRow, CommentRow, Tag>> {
    const sql = connect(url, { max, idle_timeout: 0, max_lifetime: null, types: { bigint } });
    const users = sql([...userColumns]);
    const posts = sql([...postColumns]);
    const comments = sql([...commentColumns]);
    const find = async (id: number): Promise<UserRow> => {
      const [row] = await sql<UserRow[]>`select ${users} from users where id = ${id}`;
      if (row === undefined) throw new Error(`No user ${id}.`);
      return row;
    };
    return {
      find,
      list: (count) => sql<UserRow[]>`select ${users} from users order by id limit ${count}`,
      async listWithPosts() {
        const all = await sql<UserRow[]>`select ${users} from users`;
        const keys = all.map(({ id }) => id);
        return groupPosts(all, await sql<PostRow[]>`select ${posts} from posts where author_id = any(${keys})`);
      },
      async graph(id) {
        const user = await find(id);
        const own = await sql<PostRow[]>`select ${posts} from posts where author_id = ${id}`;
        const keys = own.map((post) => post.id);
        const tags = await sql<TagOfPostRow[]>`
          select post_id, id, name from post_tags join tags on tags.id = tag_id where post_id = any(${keys})`;
        return groupGraph(user, own, tags);
      },
      async feed(upTo) {
        const page = await sql<PostRow[]>`select ${posts} from posts where id <= ${upTo} order by id desc limit 50`;
        const authors = [...new Set(page.map((post) => post.author_id))];
        const keys = page.map(({ id }) => id);
        return groupFeed(
          page,
          await sql<UserRow[]>`select ${users} from users where id = any(${authors})`,
          await sql<CommentRow[]>`select ${comments} from comments where post_id = any(${keys})`,
        );
      },
      listComments: () => sql<CommentRow[]>`select ${comments} from comments order by id`,
      async *streamComments() {
        const cursor = sql<CommentRow[]>`select ${comments} from comments order by id`.cursor(100);
        for await (const rows of cursor) yield* rows;
      },
      async insert(user) {
        const [row] = await sql<UserRow[]>`insert into users ${sql(toRow(user))} returning ${users}`;
        return row as UserRow;
      },
      insertMany: (many) => sql<UserRow[]>`insert into users ${sql(many.map(toRow))} returning ${users}`,
      async update(id, email) {
        const user = await find(id);
        return sql`update users set email = ${email}, updated_at = ${new Date()} where id = ${user.id}`;
      },
      ...valuesOfRows,
      close: () => sql.end(),
    };
  },
};
