import type { Driver, DriverConfig, DriverConnection } from "@chakra-orm/core/internal";
import type { Database } from "better-sqlite3";
import { SqliteConnection } from "./connection/connection.js";
import { openDatabase } from "./connection/open.js";
import { readLocation } from "./location.js";

/**
 * Opens connections to one SQLite database. A database in memory lives as long as the driver, not the connection, so
 * that a pool may renew its connections without losing all data.
 */
export function createDriver(config: DriverConfig): Driver {
  const location = readLocation(config);
  let memory: Database | undefined;
  return {
    maxConnections: 1,
    server: { namespace: location.file ?? ":memory:" },
    async connect(): Promise<DriverConnection> {
      if (location.file === undefined) {
        memory ??= openDatabase(location);
        return new SqliteConnection(memory, () => {});
      }
      const database = openDatabase(location);
      return new SqliteConnection(database, () => database.close());
    },
    async close(): Promise<void> {
      memory?.close();
      memory = undefined;
    },
  };
}
