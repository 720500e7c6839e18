import type { Dialect, Driver, DriverConfig, DriverConnection, DriverValue } from "@chakra-orm/core/internal";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { inject } from "vitest";
import { pglite, postgres } from "../src/index.js";
import { emptyPglite } from "./pglite/empty.js";

/** A dialect with a database of its own. */
export interface TestDatabase {
  readonly dialect: Dialect;
  readonly driver: Driver;
  readonly connection: DriverConnection;
  readonly url: string;
  /** Runs a statement and gives its rows. */
  readonly rows: (text: string, values?: readonly DriverValue[]) => Promise<unknown[][]>;
  readonly close: () => Promise<void>;
}

/** What to `describe.each` over. */
export const dialects = [postgres, pglite] as const;

/** Options of a driver as `connect` would give them. */
export const configOf = (config: Partial<DriverConfig>): DriverConfig => ({
  options: {},
  statementTimeout: 0,
  prepare: true,
  ...config,
});

/** Where an empty database of this dialect is. */
export async function emptyUrl(dialect: Dialect): Promise<string> {
  return dialect === postgres ? createPostgresDatabase(inject("postgresUrl")) : `pglite:${await emptyPglite()}`;
}

/** Opens an empty database of this dialect. */
export async function openDatabase(dialect: Dialect, config: Partial<DriverConfig> = {}): Promise<TestDatabase> {
  const url = config.url ?? (await emptyUrl(dialect));
  const driver = dialect.createDriver(configOf({ ...config, url }));
  const connection = await driver.connect();
  const rows = async (text: string, values: readonly DriverValue[] = []): Promise<unknown[][]> =>
    (await connection.run({ text, values, prepare: true })).rows;
  const close = async (): Promise<void> => {
    await connection.close();
    await driver.close();
  };
  return { dialect, driver, connection, url, rows, close };
}
