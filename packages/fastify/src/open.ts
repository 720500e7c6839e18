import { type ConnectOptions, connect, type Database } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { inBootTime } from "./boot-time.js";

/** Connects while the app starts. Should the database answer only after that was given up, it is closed again. */
export async function openInTime(app: FastifyInstance, options: ConnectOptions): Promise<Database> {
  const opening = connect(options);
  let isLate = true;
  try {
    const database = await inBootTime(app, options.name ?? "default", () => opening);
    isLate = false;
    return database;
  } finally {
    if (isLate) opening.then((database) => database.close()).catch(() => undefined);
  }
}
