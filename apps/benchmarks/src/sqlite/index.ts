import type { SqlitePeer } from "./peer.js";

/** The registry: a peer is a file, and its line here. The first is the base that the others are divided by. */
export const sqlitePeers = {
  "better-sqlite3": () => import("./better-sqlite3.js"),
  "better-sqlite3-dates": () => import("./better-sqlite3-dates.js"),
  drizzle: () => import("./drizzle.js"),
  typeorm: () => import("./typeorm.js"),
  chakra: () => import("./chakra.js"),
} as const satisfies Record<string, () => Promise<{ readonly peer: SqlitePeer }>>;

export type SqlitePeerName = keyof typeof sqlitePeers;

export const sqlitePeerNames = Object.keys(sqlitePeers) as readonly SqlitePeerName[];

/** What every ratio is a ratio to. */
export const sqliteBase: SqlitePeerName = "better-sqlite3";

/** Loads a peer with its library. */
export async function loadSqlitePeer(name: SqlitePeerName): Promise<SqlitePeer> {
  return (await sqlitePeers[name]()).peer;
}
