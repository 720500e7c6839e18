import createKnex from "knex";
import { type CommentRow, commentColumns } from "../database/comment.js";
import { groupFeed, groupGraph, groupPosts } from "../database/grouping.js";
import { type PostRow, postColumns } from "../database/post.js";
import type { Tag, TagOfPostRow } from "../database/tag.js";
import { toRow, type UserRow, userColumns } from "../database/user.js";
import { valuesOfRows } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

export const peer: Peer = {
  name: "knex",
  label: "knex",
  packages: ["knex", "pg", "pg-query-stream"],
  imports: ["knex", "pg"],
  async connect(url, max): Promise<Session<UserRow, PostRow, CommentRow, Tag>> {
    readBigintsAsNumbers();
    const knex = createKnex({ client: "pg", connection: url, pool: { min: max, max } });
    const users = () => knex<UserRow>("users").select(...userColumns);
    const posts = () => knex<PostRow>("posts").select(...postColumns);
    const comments = () => knex<CommentRow>("comments").select(...commentColumns);
    const find = async (id: number): Promise<UserRow> => {
      const row = await users().where("id", id).first();
      if (row === undefined) throw new Error(`No user ${id}.`);
      return row;
    };
    return {
      find,
      async list(count) {
        return users().orderBy("id").limit(count);
      },
      async listWithPosts() {
        const all: UserRow[] = await users();
        const keys = all.map(({ id }) => id);
        return groupPosts(all, await posts().whereRaw("author_id = any(?)", [keys]));
      },
      async graph(id) {
        const user = await find(id);
        const own: PostRow[] = await posts().where("author_id", id);
        const keys = own.map((post) => post.id);
        const tags: TagOfPostRow[] = await knex("post_tags")
          .join("tags", "tags.id", "post_tags.tag_id")
          .whereIn("post_tags.post_id", keys)
          .select("post_tags.post_id", "tags.id", "tags.name");
        return groupGraph(user, own, tags);
      },
      async feed(upTo) {
        const page: PostRow[] = await posts().where("id", "<=", upTo).orderBy("id", "desc").limit(50);
        const authors = [...new Set(page.map((post) => post.author_id))];
        const keys = page.map(({ id }) => id);
        return groupFeed(page, await users().whereIn("id", authors), await comments().whereIn("post_id", keys));
      },
      async listComments() {
        return comments().orderBy("id");
      },
      streamComments: () => comments().orderBy("id").stream(),
      async insert(user) {
        const [row] = await knex<UserRow>("users")
          .insert(toRow(user))
          .returning([...userColumns]);
        return row as UserRow;
      },
      async insertMany(many) {
        return knex<UserRow>("users")
          .insert(many.map(toRow))
          .returning([...userColumns]);
      },
      async update(id, email) {
        const user = await find(id);
        return knex<UserRow>("users").where("id", user.id).update({ email, updated_at: new Date() });
      },
      ...valuesOfRows,
      close: () => knex.destroy(),
    };
  },
};
