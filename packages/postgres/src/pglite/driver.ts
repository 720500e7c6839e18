import { ConfigurationError, type Driver, type DriverConfig, type DriverConnection } from "@chakra-orm/core/internal";
import type { PGlite } from "@electric-sql/pglite";
import { PgliteConnection } from "./connection.js";
import { readDataDir } from "./options.js";

/** What a session on a server is opened with; PGlite takes no such settings as it starts. */
const session =
  "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set bytea_output = 'hex'; " +
  "set extra_float_digits = 1; set standard_conforming_strings = on";

/** Opens PGlite, PostgreSQL within this process. The database lives until the driver is closed, in memory too. */
export function createPgliteDriver(config: DriverConfig): Driver {
  const dataDir = readDataDir(config);
  let opening: Promise<PGlite> | undefined;

  const connect = async (): Promise<DriverConnection> => {
    const { PGlite, protocol } = await load();
    opening ??= PGlite.create(dataDir === undefined ? {} : { dataDir });
    // An attempt that failed, such as on a folder without permission, can be made again.
    const database = await opening.catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    const connection = new PgliteConnection(database, protocol.serialize);
    await connection.execute(session);
    return connection;
  };
  const close = async (): Promise<void> => {
    const database = await opening?.catch(() => undefined);
    opening = undefined;
    if (database !== undefined && !database.closed) await database.close();
  };
  return { connect, close, maxConnections: 1, server: { namespace: dataDir ?? ":memory:" } };
}

async function load(): Promise<typeof import("@electric-sql/pglite")> {
  try {
    return await import("@electric-sql/pglite");
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new ConfigurationError("PGlite is not installed. Install it: npm install @electric-sql/pglite", { cause });
  }
}
