import { ConnectionError, type ConnectOptions, connect, type Database } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";

/** What Fastify gives a plugin to load in, if nothing else was said. */
const fastifyDefault = 10_000;

/**
 * Connects while Fastify still waits for this plugin: a server that does not answer gets an error that says so, instead
 * of Fastify's that a plugin did not start in time. Should it answer after all, it is closed again.
 */
export async function openInTime(app: FastifyInstance, options: ConnectOptions): Promise<Database> {
  const patience = app.initialConfig.pluginTimeout ?? fastifyDefault;
  const opening = connect(options);
  if (patience === 0) return opening;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      opening.then((database) => database.close()).catch(() => undefined);
      fail(
        new ConnectionError(
          `The database ${JSON.stringify(options.name ?? "default")} did not answer while the app was starting. Is it up? To wait longer raise pluginTimeout of Fastify; to start without it connect with { lazy: true }.`,
        ),
      );
    }, patience * 0.9);
  });
  try {
    return await Promise.race([opening, late]);
  } finally {
    clearTimeout(timer);
  }
}
