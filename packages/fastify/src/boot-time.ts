import { ConnectionError } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";

/** What Fastify gives a plugin to load in, if nothing else was said. */
const fastifyDefault = 10_000;

/**
 * Waits for a database while Fastify still waits for the plugin: one that does not answer gets an error that says so,
 * instead of Fastify's that a plugin did not start in time.
 */
export async function inBootTime<R>(app: FastifyInstance, name: string, work: () => Promise<R>): Promise<R> {
  const patience = app.initialConfig.pluginTimeout ?? fastifyDefault;
  if (patience === 0) return work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(
        new ConnectionError(
          `The database ${JSON.stringify(name)} did not answer while the app was starting. Is it up? To wait longer raise pluginTimeout of Fastify; to start without it connect with { lazy: true }.`,
        ),
      );
    }, patience * 0.9);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
