import type { FastifyInstance } from "fastify";

/**
 * Whether all databases of an app answer: the `healthCheck` of `@fastify/under-pressure`.
 *
 * @example
 * import underPressure from "@fastify/under-pressure";
 * import Fastify from "fastify";
 *
 * const app = Fastify();
 * await app.register(chakra, { database: db });
 * await app.register(underPressure, { healthCheck, healthCheckInterval: 5000, exposeStatusRoute: true });
 * console.assert((await app.inject("/status")).statusCode === 200);
 * await app.close();
 */
export async function healthCheck(app: FastifyInstance): Promise<boolean> {
  return (await app.databases.health()).ok;
}
