import type { Database } from "@chakra-orm/core";
import { Database as DatabaseOf, type DriverValue } from "@chakra-orm/core/internal";

/** Rows of a statement in the database's own SQL, past all models: for a look at the catalogue. */
export async function rawRows(db: Database, text: string, values: readonly DriverValue[] = []): Promise<unknown[][]> {
  const { pool } = DatabaseOf.engine(db);
  const lease = await pool.acquire("suite");
  try {
    return (await lease.connection.run({ text, values, prepare: false })).rows;
  } finally {
    pool.release(lease);
  }
}
