import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Dialect, DialectPackage } from "../dialect/dialect.js";
import { ConfigurationError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";

/** Which package serves which scheme of a URL. The one place in core that knows a database's name. */
const packages: Readonly<Record<string, string>> = {
  postgres: "@chakra-orm/postgres",
  postgresql: "@chakra-orm/postgres",
  pglite: "@chakra-orm/postgres",
  sqlite: "@chakra-orm/sqlite",
  mysql: "@chakra-orm/mysql",
  mariadb: "@chakra-orm/mysql",
};

/** A URL for messages that say how to connect. */
export const exampleUrl = "sqlite:app.db";

/** Finds the dialect of a URL by its scheme, in the package that is installed for it. */
export async function dialectOfUrl(url: string): Promise<Dialect> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  const name = scheme !== undefined && Object.hasOwn(packages, scheme) ? packages[scheme] : undefined;
  if (scheme === undefined || name === undefined) {
    const known = Object.keys(packages);
    const given = scheme === undefined ? "no scheme" : `the scheme ${JSON.stringify(scheme)}`;
    throw new ConfigurationError(
      `The database URL has ${given}. Known are ${known.map((one) => `${one}:`).join(" ")}${scheme ? nearest(scheme, known) : ""}`,
    );
  }
  const { dialectFor } = await loadDialect(name);
  return dialectFor(scheme);
}

/** Loads a dialect's package. Throws `ConfigurationError` with the command that installs it. */
export async function loadDialect(name: string): Promise<DialectPackage> {
  try {
    return (await import(name)) as DialectPackage;
  } catch (error) {
    if (!isMissing(error, name)) throw error;
  }
  // Strict installers let this package see only its own dependencies; the program's folder sees the dialect.
  try {
    const path = createRequire(join(process.cwd(), "package.json")).resolve(name);
    return (await import(pathToFileURL(path).href)) as DialectPackage;
  } catch (error) {
    throw new ConfigurationError(`The package ${name} is not installed. Run: npm install ${name}`, { cause: error });
  }
}

/** The package itself is missing, rather than something that it imports. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const missing = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
  return missing && String(message).includes(name);
}
