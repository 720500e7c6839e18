import { ConfigurationError, type Dialect, type DialectPackage } from "@chakra-orm/core/internal";
import { pglite } from "./pglite.js";
import { postgres } from "./postgres.js";

const schemes: ReadonlyMap<string, Dialect> = new Map([
  ["postgres", postgres],
  ["postgresql", postgres],
  ["pglite", pglite],
]);

/**
 * The dialect of a URL's scheme: `postgres`, `postgresql` or `pglite`. `connect` calls it.
 *
 * @example
 * console.assert(dialectFor("postgresql").name === "postgres");
 */
export const dialectFor: DialectPackage["dialectFor"] = (scheme) => {
  const dialect = schemes.get(scheme);
  if (dialect !== undefined) return dialect;
  throw new ConfigurationError(
    `@chakra-orm/postgres serves ${[...schemes.keys()].map((known) => `${known}:`).join(", ")} and not ${scheme}:.`,
  );
};
