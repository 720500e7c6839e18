// The whole API, on every database that Conduit runs on.
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { buildApp } from "../src/app.js";
import { Client } from "./http/client.js";
import { reading } from "./http/reading.js";
import { refusing } from "./http/refusing.js";
import { writing } from "./http/writing.js";

const databases: Record<string, () => string | Promise<string>> = {
  SQLite: () => "sqlite::memory:",
  PGlite: () => "pglite::memory:",
  PostgreSQL: () => createPostgresDatabase(inject("postgresUrl")),
};

describe.each(Object.entries(databases))("on %s", (_, makeUrl) => {
  let client: Client;

  beforeAll(async () => {
    client = new Client(await buildApp({ databaseUrl: await makeUrl(), seed: true }));
  });
  afterAll(() => client.app.close());

  // In this order: reading counts the demo content.
  reading(() => client);
  refusing(() => client);
  writing(() => client);
});
