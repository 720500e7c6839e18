import createKnex from "knex";
import { fromPostRow, groupPosts, type PostRow, postColumns } from "../database/post.js";
import { fromRow, toRow, type UserRow, userColumns } from "../database/user.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

export const peer: Peer = {
  name: "knex",
  label: "knex",
  packages: ["knex", "pg"],
  async connect(url, max): Promise<Session<UserRow, PostRow>> {
    readBigintsAsNumbers();
    const knex = createKnex({ client: "pg", connection: url, pool: { min: max, max } });
    const find = async (id: number): Promise<UserRow> => {
      const row = await knex<UserRow>("users")
        .select(...userColumns)
        .where("id", id)
        .first();
      if (row === undefined) throw new Error(`No user ${id}.`);
      return row;
    };
    return {
      find,
      async list(count) {
        return knex<UserRow>("users")
          .select(...userColumns)
          .orderBy("id")
          .limit(count);
      },
      async listWithPosts() {
        const users: UserRow[] = await knex<UserRow>("users").select(...userColumns);
        const keys = users.map(({ id }) => id);
        const posts: PostRow[] = await knex<PostRow>("posts")
          .select(...postColumns)
          .whereRaw("author_id = any(?)", [keys]);
        return groupPosts(users, posts);
      },
      async insert(user) {
        const [row] = await knex<UserRow>("users")
          .insert(toRow(user))
          .returning([...userColumns]);
        return row as UserRow;
      },
      async update(id, email) {
        const user = await find(id);
        return knex<UserRow>("users").where("id", user.id).update({ email, updated_at: new Date() });
      },
      toUser: fromRow,
      toPost: fromPostRow,
      close: () => knex.destroy(),
    };
  },
};
