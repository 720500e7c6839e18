import { type ColumnType, type Generated, Kysely, PostgresDialect } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { fromPostRow, type PostRow, postColumns } from "../database/post.js";
import { fromRow, toRow, type UserRow, userColumns } from "../database/user.js";
import type { Peer, Session } from "./peer.js";
import { createPool } from "./pg-pool.js";

interface UserTable {
  id: Generated<number>;
  username: string;
  email: string;
  bio: string | null;
  active: boolean;
  login_count: number;
  created_at: ColumnType<Date, Date | undefined, Date>;
  updated_at: ColumnType<Date, Date | undefined, Date>;
}

interface PostTable extends Omit<PostRow, "id" | "created_at"> {
  id: Generated<number>;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

export const peer: Peer = {
  name: "kysely",
  label: "Kysely",
  packages: ["kysely", "pg"],
  async connect(url, max): Promise<Session<UserRow, PostRow>> {
    const db = new Kysely<{ users: UserTable; posts: PostTable }>({
      dialect: new PostgresDialect({ pool: createPool(url, max) }),
    });
    const find = (id: number): Promise<UserRow> =>
      db.selectFrom("users").select(userColumns).where("id", "=", id).executeTakeFirstOrThrow();
    return {
      find,
      list: (count) => db.selectFrom("users").select(userColumns).orderBy("id").limit(count).execute(),
      async listWithPosts() {
        const users = await db
          .selectFrom("users")
          .select(userColumns)
          .select((users) =>
            jsonArrayFrom(
              users.selectFrom("posts").select(postColumns).whereRef("posts.author_id", "=", "users.id"),
            ).as("posts"),
          )
          .execute();
        // What comes as JSON has its instants as texts.
        return users.map(({ posts, ...user }) => ({
          ...user,
          posts: posts.map((post) => ({ ...post, created_at: new Date(post.created_at) })),
        }));
      },
      insert: (user) => db.insertInto("users").values(toRow(user)).returning(userColumns).executeTakeFirstOrThrow(),
      async update(id, email) {
        const user = await find(id);
        const changes = { email, updated_at: new Date() };
        return db.updateTable("users").set(changes).where("id", "=", user.id).execute();
      },
      toUser: fromRow,
      toPost: fromPostRow,
      close: () => db.destroy(),
    };
  },
};
