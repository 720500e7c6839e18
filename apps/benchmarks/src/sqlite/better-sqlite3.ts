import { openFile } from "./better-sqlite3-session.js";
import type { SqlitePeer } from "./peer.js";
import { isoText } from "./prepare.js";

/** The base of all ratios: the driver's rows as they come, with instants as texts and without booleans. */
export const peer: SqlitePeer = {
  name: "better-sqlite3",
  label: "better-sqlite3",
  packages: ["better-sqlite3"],
  imports: ["better-sqlite3"],
  instants: isoText,
  connect: async (file) => openFile(file),
};
