/** SQLite for Chakra ORM, on better-sqlite3. */
import { ConfigurationError, type Dialect, type DialectPackage } from "@chakra-orm/core/internal";
import { sqlite } from "./dialect.js";

export { sqlite } from "./dialect.js";
export type { SqliteOptions } from "./location.js";

/**
 * Gives the dialect for a URL's scheme, which `connect` looks for in every dialect package.
 *
 * @example
 * console.assert(dialectFor("sqlite") === sqlite);
 */
export const dialectFor: DialectPackage["dialectFor"] = (scheme): Dialect => {
  if (scheme === "sqlite") return sqlite;
  throw new ConfigurationError(`@chakra-orm/sqlite serves URLs that begin with sqlite:, not ${scheme}:.`);
};
