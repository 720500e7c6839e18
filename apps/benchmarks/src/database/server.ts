import { createPostgresDatabase, startPostgres } from "@chakra-orm/testing";
import pg from "pg";

/** A server with an empty database on it. */
export interface BenchServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The server of `BENCH_DATABASE_URL`, with a database of its own that goes again; or one that is started for this. */
export async function startServer(given = process.env.BENCH_DATABASE_URL): Promise<BenchServer> {
  if (given === undefined || given === "") return startPostgres();
  const url = await createPostgresDatabase(given);
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  return {
    url,
    stop: async () => {
      const client = new pg.Client({ connectionString: given });
      await client.connect();
      await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
      await client.end();
    },
  };
}
