import { ConfigurationError } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import type { HealthOptions } from "./options.js";

/** Seconds after which a load balancer may ask again. */
const retryAfter = 5;

/** Adds the routes that tell how the app is: whether it can serve, and whether it runs at all. */
export function serveHealth(app: FastifyInstance, given: string | HealthOptions): void {
  const { path, details = false, timeout } = readHealth(given);
  const { databases } = app;
  // Asked every few seconds, it is no news; and no part of the API.
  const hidden: object = { hide: true };
  const options = { logLevel: "warn", schema: hidden } as const;
  app.get(path, options, async (_request, reply) => {
    const { ok, databases: each } = await databases.health(timeout === undefined ? {} : { timeout });
    const status = databases.isClosing ? "closing" : ok ? "ok" : "unavailable";
    reply.header("cache-control", "no-store");
    if (status !== "ok") reply.status(503).header("retry-after", retryAfter);
    return { status, ...(details && { databases: each }) };
  });
  app.get(`${path}/live`, options, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "ok" };
  });
}

function readHealth(given: unknown): HealthOptions {
  const options = typeof given === "string" ? { path: given } : (given as Partial<HealthOptions> | null);
  const { path, details = false, timeout = 1000, ...rest } = options ?? {};
  const [stray] = Object.keys(rest);
  if (stray !== undefined) {
    throw new ConfigurationError(
      `health of chakra has no option ${JSON.stringify(stray)}. It has path, details, timeout.`,
    );
  }
  if (typeof path !== "string" || !/^\/.*[^/]$/.test(path)) {
    throw new ConfigurationError(`health of chakra is a path such as "/health", not ${JSON.stringify(path)}.`);
  }
  if (typeof details !== "boolean") throw new ConfigurationError("details of health is true or false.");
  if (!Number.isSafeInteger(timeout) || timeout < 1) {
    throw new ConfigurationError("timeout of health is a whole number of milliseconds from 1 on.");
  }
  return { path, details, timeout };
}
