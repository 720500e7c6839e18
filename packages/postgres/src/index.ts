/**
 * PostgreSQL for Chakra ORM, on `pg`, with PGlite as its embedded form.
 * @packageDocumentation
 */
export { dialectFor } from "./dialect-for.js";
export type { PostgresOptions } from "./pg/options.js";
export type { PgliteOptions } from "./pglite/options.js";
export { pglite } from "./pglite.js";
export { postgres } from "./postgres.js";
