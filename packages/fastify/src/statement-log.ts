import type { Database, Logger } from "@chakra-orm/core";
import { logQueries } from "@chakra-orm/core/internal";
import type { FastifyInstance } from "fastify";
import type { SharedOptions } from "./options.js";

/** Logs the database's statements, by default as a child of the app's log. Gives back what ends it. */
export function logStatements(
  app: FastifyInstance,
  database: Database,
  { log, slowQueryMs = 200 }: SharedOptions,
): () => void {
  if (log === false) return () => undefined;
  const logger: Logger = log ?? app.log.child({ component: "chakra" });
  return database.on("query", logQueries(logger, { slowMs: slowQueryMs }));
}
