import { ConfigurationError, type DriverConfig } from "@chakra-orm/core/internal";
import { readOptions } from "../read-options.js";

/**
 * Options of `connect` for PGlite.
 *
 * @example
 * const options: PgliteOptions = { dataDir: "./data" };
 * console.assert(options.dataDir === "./data");
 */
export interface PgliteOptions {
  /** The folder of the database, made if it is missing; in memory if not given. */
  readonly dataDir?: string;
}

/** The folder that the URL or the options name; `undefined` for a database in memory. */
export function readDataDir({ url, options: given }: DriverConfig): string | undefined {
  const { dataDir } = readOptions<PgliteOptions>("PGlite", given, { dataDir: "string" });
  if (dataDir !== undefined) return dataDir;
  if (url === undefined) return undefined;
  const path = url.replace(/^pglite:(\/\/(?=\/))?/, "");
  if (path === ":memory:") return undefined;
  if (path !== "" && path !== url && !path.startsWith("//")) return decode(path);
  throw new ConfigurationError(
    `${url} is no URL of PGlite: write pglite::memory: for a database in memory, or pglite:./data for one in a folder.`,
  );
}

/** `%20` in a URL is a blank; a path with a percent sign of its own stays as it is. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
