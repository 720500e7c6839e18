import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { inject } from "vitest";

/** Every database that Conduit runs on, by name, each new and empty. */
export const databases: Record<string, () => string | Promise<string>> = {
  SQLite: () => "sqlite::memory:",
  PGlite: () => "pglite::memory:",
  PostgreSQL: () => createPostgresDatabase(inject("postgresUrl")),
};
