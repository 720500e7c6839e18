import type { Peer } from "./peer.js";
import { createPool } from "./pg-pool.js";
import { pgSession } from "./pg-session.js";

/** The driver with each statement prepared once a connection, under a name. */
export const peer: Peer = {
  name: "pg-prepared",
  label: "pg prepared",
  packages: ["pg"],
  imports: ["pg"],
  connect: async (url, pool) => pgSession(createPool(url, pool), (name, text, values) => ({ name, text, values })),
};
