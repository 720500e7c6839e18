// Loads the module that is added to below; nothing of it is needed at run time.
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { type PostgresServer, startPostgres } from "./postgres-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of the run's PostgreSQL server; make databases with `createPostgresDatabase(inject("postgresUrl"))`. */
    postgresUrl: string;
  }
}

/** What all projects of one run share, found on the global object since each project loads this file anew. */
interface Shared {
  readonly server: Promise<PostgresServer>;
  projects: number;
}
const key = Symbol.for("@chakra-orm/testing/vitest-postgres");
const holder = globalThis as { [key]?: Shared | undefined };

/**
 * A `globalSetup` for Vitest: starts one PostgreSQL for the whole run, however many projects list it, and provides
 * its URL as `postgresUrl`. Returns what ends it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder[key] ??= { server: startPostgres(), projects: 0 };
  const shared = holder[key];
  shared.projects++;
  const server = await shared.server;
  project.provide("postgresUrl", server.url);
  return async () => {
    if (--shared.projects > 0) return;
    holder[key] = undefined;
    await server.stop();
  };
}
