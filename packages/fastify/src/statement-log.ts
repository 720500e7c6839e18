import type { Database, Logger } from "@chakra-orm/core";
import { logQueries } from "@chakra-orm/core/internal";
import type { FastifyInstance } from "fastify";
import type { SharedOptions } from "./options.js";
import { runningRequest } from "./requests/running-request.js";

/**
 * Logs the database's statements: those of a request through its log, which knows its id, others through the app's. Gives
 * back what ends it.
 */
export function logStatements(
  app: FastifyInstance,
  database: Database,
  { log, slowQueryMs = 200 }: SharedOptions,
): () => void {
  if (log === false) return () => undefined;
  const logger = ofApp(app, log === undefined ? requestLog(app) : () => log);
  // What repeats is told of at the end of the request, with how often.
  return database.on("query", logQueries(logger, { slowMs: slowQueryMs, levels: { repeated: false } }));
}

function requestLog(app: FastifyInstance): () => Logger {
  return () => runningRequest()?.log ?? app.log;
}

/** A log for what this app asks: another one that shares the database logs what its own requests ask. */
function ofApp(app: FastifyInstance, current: () => Logger): Logger {
  const isOwn = () => (runningRequest()?.server.server ?? app.server) === app.server;
  const write = (level: "debug" | "warn" | "error") => (fields: object, message: string) => {
    if (isOwn()) current()[level](described({ ...fields }), message);
  };
  return {
    debug: write("debug"),
    warn: write("warn"),
    error: write("error"),
    isLevelEnabled: (level) => isOwn() && current().isLevelEnabled?.(level) !== false,
  };
}

/** Fastify's log knows the request's id by a name of its own, and its route with the method. */
function described({ requestId: _, ...fields }: Readonly<Record<string, unknown>>): object {
  const { method, routeOptions } = runningRequest() ?? {};
  const route = routeOptions?.url === undefined ? {} : { route: `${method} ${routeOptions.url}` };
  return { component: "chakra", ...fields, ...route };
}
