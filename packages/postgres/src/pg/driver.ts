import type { Driver, DriverConfig, DriverConnection } from "@chakra-orm/core/internal";
import { type PostgresOptions, readClientConfig, serverOf } from "./options.js";
import { SchemaVersion } from "./statement-names.js";

/** How much longer than the server's own limit an answer may take before the connection counts as dead. */
const grace = 2000;

/** Opens sessions with a PostgreSQL server. `pg` is loaded with the first one, so PGlite alone never loads it. */
export function createPgDriver(config: DriverConfig): Driver {
  const clientConfig = readClientConfig(config);
  const { parameters = {}, readRows = "binary" } = config.options as PostgresOptions;
  const { statementTimeout, prepare } = config;
  // A proxy does not pass the limit on to the server, so there it is kept here alone.
  const limit = statementTimeout > 0 && prepare ? statementTimeout + grace : statementTimeout;

  const schema = new SchemaVersion();

  const connect = async (): Promise<DriverConnection> => {
    const [{ SessionClient }, { PgConnection }] = await Promise.all([
      import("./session.js"),
      import("./connection.js"),
    ]);
    const client = new SessionClient(clientConfig, {
      statementTimeout,
      proxied: !prepare,
      parameters,
      tapsRows: readRows !== "text",
    });
    const binary = readRows === "binary" && client.tapsRows;
    const connection = new PgConnection(client, { prepare, limit, schema, binary });
    try {
      await client.connect();
      await client.assertSession();
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  };
  // A proxy may take pipelined statements apart.
  return { connect, close: async () => undefined, server: serverOf(clientConfig), pipelines: prepare };
}
