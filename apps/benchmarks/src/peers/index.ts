import type { Peer } from "./peer.js";

/**
 * The registry: a peer is a file, and its line here. Loaded one at a time, since each runs in a process of its own. The
 * first is the base that the others are divided by.
 */
export const peers = {
  pg: () => import("./pg.js"),
  "pg-prepared": () => import("./pg-prepared.js"),
  "postgres-js": () => import("./postgres-js.js"),
  knex: () => import("./knex.js"),
  drizzle: () => import("./drizzle.js"),
  "drizzle-prepared": () => import("./drizzle-prepared.js"),
  kysely: () => import("./kysely.js"),
  objection: () => import("./objection.js"),
  typeorm: () => import("./typeorm.js"),
  sequelize: () => import("./sequelize.js"),
  "mikro-orm": () => import("./mikro-orm.js"),
  prisma: () => import("./prisma.js"),
  orchid: () => import("./orchid.js"),
  lucid: () => import("./lucid.js"),
  chakra: () => import("./chakra.js"),
} as const satisfies Record<string, () => Promise<{ readonly peer: Peer }>>;

export type PeerName = keyof typeof peers;

export const peerNames = Object.keys(peers) as readonly PeerName[];

/** What every ratio is a ratio to. */
export const base: PeerName = "pg";

/** Loads a peer with its library. A library that is not installed is named in the error. */
export async function loadPeer(name: PeerName): Promise<Peer> {
  try {
    return (await peers[name]()).peer;
  } catch (cause) {
    const missing = /Cannot find (?:package|module) '([^']+)'/.exec(String(cause))?.[1];
    if (missing === undefined) throw cause;
    throw new Error(
      `The peer "${name}" needs ${missing}, which is not there. Run \`npm ci\` in the root of the repository, or leave the peer out with --only.`,
      { cause },
    );
  }
}
