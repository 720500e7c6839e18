import Database from "better-sqlite3";
import { userOf } from "../database/generate.js";
import { userColumns } from "../database/user.js";

/** How a library stores instants in SQLite, which has no type of its own for them. */
export interface InstantForm {
  /** The value that is stored. */
  readonly encode: (instant: Date) => string | number;
  /** What the database writes for now. */
  readonly now: string;
}

export const isoText: InstantForm = {
  encode: (instant) => instant.toISOString(),
  now: "strftime('%Y-%m-%dT%H:%M:%fZ')",
};

export const milliseconds: InstantForm = {
  encode: Number,
  now: "cast(unixepoch('subsec') * 1000 as integer)",
};

/** As SQLite's own functions write it: without a time zone, in UTC. */
export const plainText: InstantForm = {
  encode: (instant) => instant.toISOString().slice(0, -1).replace("T", " "),
  now: "strftime('%Y-%m-%d %H:%M:%f')",
};

/** Makes the file that a peer is measured on. Each has one of its own, in the form in which its library stores instants. */
export function prepareFile(file: string, users: number, { encode, now }: InstantForm): void {
  const database = new Database(file);
  database.pragma("journal_mode = wal");
  database.exec(`create table users (
    id integer primary key,
    username text not null unique,
    email text not null,
    bio text,
    active integer not null default true,
    login_count integer not null default 0,
    created_at not null default (${now}),
    updated_at not null default (${now})
  )`);
  const insert = database.prepare(
    `insert into users (${userColumns.join(", ")}) values (${userColumns.map(() => "?").join(", ")})`,
  );
  database.transaction(() => {
    for (let key = 1; key <= users; key++) {
      const { id, username, email, bio, active, loginCount, createdAt, updatedAt } = userOf(key);
      insert.run(id, username, email, bio, Number(active), loginCount, encode(createdAt), encode(updatedAt));
    }
  })();
  database.exec("analyze");
  database.close();
}
