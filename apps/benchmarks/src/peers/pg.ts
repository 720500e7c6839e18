import type { Peer } from "./peer.js";
import { createPool } from "./pg-pool.js";
import { pgSession } from "./pg-session.js";

/** The base of all ratios: the plain driver as most programs use it. */
export const peer: Peer = {
  name: "pg",
  label: "pg",
  packages: ["pg"],
  imports: ["pg"],
  connect: async (url, pool) => pgSession(createPool(url, pool), (_name, text, values) => ({ text, values })),
};
