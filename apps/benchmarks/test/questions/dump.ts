import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Database } from "@chakra-orm/core";
import { Database as DatabaseOf } from "@chakra-orm/core/internal";

/** The text of a file of SQL as its authors publish it. */
export function readDump(name: string): string {
  return gunzipSync(readFileSync(new URL(`fixtures/${name}.sql.gz`, import.meta.url))).toString("utf8");
}

/** Runs such a file, as its database's own shell would. */
export async function runDump(db: Database, text: string): Promise<void> {
  const { pool } = DatabaseOf.engine(db);
  const lease = await pool.acquire("questions");
  try {
    await lease.connection.execute(text);
  } finally {
    pool.release(lease);
  }
}
