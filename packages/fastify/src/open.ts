import type { ConnectOptions, Database } from "@chakra-orm/core";
import { connectBeside } from "@chakra-orm/core/internal";
import type { FastifyInstance } from "fastify";
import { inBootTime } from "./boot-time.js";
import { defaultName } from "./databases.js";

/**
 * Connects a database of this instance's own while the app starts. Should it answer only after that was given up, it is
 * closed again.
 */
export async function openInTime(app: FastifyInstance, options: ConnectOptions): Promise<Database> {
  const opening = connectBeside(app.databases.connected, options);
  let isLate = true;
  try {
    const database = await inBootTime(app, options.name ?? defaultName, () => opening);
    isLate = false;
    return database;
  } finally {
    if (isLate) opening.then((database) => database.close()).catch(() => undefined);
  }
}
