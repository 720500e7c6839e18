import type { Dialect } from "@chakra-orm/core/internal";
import { family } from "./family.js";
import { createPgliteDriver } from "./pglite/driver.js";

/**
 * PGlite: PostgreSQL within the process, in memory or in a folder. `connect("pglite::memory:")` finds it by itself;
 * the package `@electric-sql/pglite` is loaded when it is first used.
 *
 * @example
 * console.assert(pglite.capabilities.concurrentConnections === false);
 */
export const pglite: Dialect = {
  ...family,
  name: "pglite",
  capabilities: { ...family.capabilities, concurrentConnections: false, advisoryLocks: false },
  createDriver: createPgliteDriver,
};
