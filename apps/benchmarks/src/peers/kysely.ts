import { type ColumnType, type Generated, Kysely, PostgresDialect } from "kysely";
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

export const peer: Peer = {
  name: "kysely",
  label: "Kysely",
  packages: ["kysely", "pg"],
  async connect(url, max): Promise<Session<UserRow>> {
    const db = new Kysely<{ users: UserTable }>({ dialect: new PostgresDialect({ pool: createPool(url, max) }) });
    const find = (id: number): Promise<UserRow> =>
      db.selectFrom("users").select(userColumns).where("id", "=", id).executeTakeFirstOrThrow();
    return {
      find,
      list: (count) => db.selectFrom("users").select(userColumns).orderBy("id").limit(count).execute(),
      insert: (user) => db.insertInto("users").values(toRow(user)).returning(userColumns).executeTakeFirstOrThrow(),
      async update(id, email) {
        const user = await find(id);
        const changes = { email, updated_at: new Date() };
        return db.updateTable("users").set(changes).where("id", "=", user.id).execute();
      },
      toUser: fromRow,
      close: () => db.destroy(),
    };
  },
};
