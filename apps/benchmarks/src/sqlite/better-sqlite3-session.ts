import Database from "better-sqlite3";
import { fromRow, type NewUser, type UserRow, userColumns } from "../database/user.js";
import type { UserSession } from "../peers/peer.js";

/** A row as SQLite has it: without booleans, and with instants as texts. */
interface StoredRow extends Omit<UserRow, "active" | "created_at" | "updated_at"> {
  readonly active: 0 | 1;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What a row means. */
export function readRow(row: StoredRow): UserRow {
  const { active, created_at, updated_at } = row;
  return { ...row, active: active === 1, created_at: new Date(created_at), updated_at: new Date(updated_at) };
}

/** Hand-written SQL on the driver, with its statements prepared. */
export function openFile(file: string): UserSession<StoredRow> {
  const database = new Database(file);
  database.pragma("synchronous = normal");
  const columns = userColumns.join(", ");
  const found = database.prepare<[number], StoredRow>(`select ${columns} from users where id = ?`);
  const listed = database.prepare<[number], StoredRow>(`select ${columns} from users order by id limit ?`);
  const inserted = database.prepare<[string, string, string | null, number, number], StoredRow>(
    `insert into users (username, email, bio, active, login_count) values (?, ?, ?, ?, ?) returning ${columns}`,
  );
  const insert = ({ username, email, bio, active, loginCount }: NewUser): StoredRow =>
    inserted.get(username, email, bio, Number(active), loginCount) as StoredRow;
  const insertMany = database.transaction((users: readonly NewUser[]) => users.map(insert));
  return {
    async find(id) {
      const row = found.get(id);
      if (row === undefined) throw new Error(`No user ${id}.`);
      return row;
    },
    list: async (count) => listed.all(count),
    insert: async (user) => insert(user),
    insertMany: async (users) => insertMany(users),
    toUser: (row) => fromRow(readRow(row)),
    close: async () => {
      database.close();
    },
  };
}
