import type { Dialect } from "@chakra-orm/core/internal";
import { family } from "./family.js";
import { createPgDriver } from "./pg/driver.js";

/**
 * PostgreSQL 14 and later, over `pg`. `connect("postgres://…")` finds it by itself; it is exported for code that
 * works on dialects.
 *
 * @example
 * console.assert(postgres.quote("order") === '"order"');
 */
export const postgres: Dialect = {
  ...family,
  name: "postgres",
  // Of a transaction rather than a session: it ends with it, also behind a proxy that mixes sessions up.
  advisoryLock: (key, wait) =>
    wait ? `select pg_advisory_xact_lock(${key})` : `select 1 where pg_try_advisory_xact_lock(${key})`,
  createDriver: createPgDriver,
};
