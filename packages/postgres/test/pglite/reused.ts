import type { Dialect, Driver, DriverConnection } from "@chakra-orm/core/internal";
import { pglite } from "../../src/index.js";
import { emptyPglite } from "./empty.js";

const empty = `do $$ declare name text; begin
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
  loop execute format('drop schema %I cascade', name); end loop; end $$`;

/**
 * PGlite for tests that want many empty databases one after the other. Opening one takes most of a second: what is closed
 * is emptied and goes to whoever opens the next.
 */
export function reusedPglite(): { readonly dialect: Dialect; end(): Promise<void> } {
  const made: Driver[] = [];
  const free: Driver[] = [];

  const another = async (): Promise<Driver> => {
    const driver = pglite.createDriver({
      options: { dataDir: await emptyPglite() },
      statementTimeout: 0,
      prepare: true,
    });
    made.push(driver);
    return driver;
  };
  const borrow = async (): Promise<Driver> => free.pop() ?? another();
  const createDriver = (): Driver => {
    let lent: Promise<Driver> | undefined;
    return {
      maxConnections: 1,
      server: { namespace: ":memory:" },
      async connect(): Promise<DriverConnection> {
        lent ??= borrow();
        return (await lent).connect();
      },
      async close(): Promise<void> {
        const driver = await lent;
        lent = undefined;
        if (driver === undefined) return;
        const connection = await driver.connect();
        for (const text of ["rollback", empty, "create schema public", "discard all"]) await connection.execute(text);
        await connection.close();
        free.push(driver);
      },
    };
  };
  return {
    dialect: { ...pglite, createDriver },
    async end() {
      for (const driver of made) await driver.close();
    },
  };
}
