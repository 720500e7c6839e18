import { fromRow, type UserRow } from "../database/user.js";
import type { UserSession } from "../peers/peer.js";
import { openFile, readRow } from "./better-sqlite3-session.js";
import type { SqlitePeer } from "./peer.js";
import { isoText } from "./prepare.js";

/** The driver's rows made into what the others give, too: Dates and booleans. */
export const peer: SqlitePeer = {
  name: "better-sqlite3-dates",
  label: "better-sqlite3 + Dates",
  packages: ["better-sqlite3"],
  imports: ["better-sqlite3"],
  instants: isoText,
  async connect(file): Promise<UserSession<UserRow>> {
    const rows = openFile(file);
    return {
      find: async (id) => readRow(await rows.find(id)),
      list: async (count) => (await rows.list(count)).map(readRow),
      insert: async (user) => readRow(await rows.insert(user)),
      insertMany: async (users) => ((await rows.insertMany?.(users)) ?? []).map(readRow),
      toUser: fromRow,
      close: () => rows.close(),
    };
  },
};
