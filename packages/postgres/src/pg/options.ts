import type { ConnectionOptions } from "node:tls";
import { ConfigurationError, type DriverConfig, type ServerInfo } from "@chakra-orm/core/internal";
import type { ClientConfig } from "pg";
import { parse } from "pg-connection-string";
import { readOptions } from "../read-options.js";

/**
 * Options of `connect` for a PostgreSQL server; beside a URL, they win over what it says. What neither says is taken
 * from the variables `PGHOST`, `PGUSER` and so on.
 *
 * @example
 * const options: PostgresOptions = { host: "db.example.com", database: "blog", ssl: true };
 * console.assert(options.database === "blog");
 */
export interface PostgresOptions {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  /** The password, or a function that gives one for each new connection, such as a token that expires. */
  readonly password?: string | (() => string | Promise<string>);
  readonly database?: string;
  /** `true`: TLS with the certificate checked; or the options of Node's `tls.connect`. */
  readonly ssl?: boolean | ConnectionOptions;
  /** Shown in `pg_stat_activity`; `chakra-orm` if not given. */
  readonly applicationName?: string;
  /** Milliseconds until an attempt to connect is given up; 10,000 if not given. */
  readonly connectTimeout?: number;
  /** Server settings of every session, such as `{ search_path: "blog" }`; no proxy may be in between. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * How rows are read; all ways give the same. `"binary"`, if not given: from the server's bytes, with numbers, booleans
   * and instants in the server's own form. `"bytes"`: the same, with everything as text. `"text"`: by `pg`'s own parser,
   * field by field, to compare, or where another tool has changed `pg`.
   */
  readonly readRows?: "binary" | "bytes" | "text";
}

const known = {
  host: "string",
  port: "number",
  user: "string",
  password: "string or function",
  database: "string",
  ssl: "boolean or object",
  applicationName: "string",
  connectTimeout: "number",
  parameters: "object",
  readRows: "string",
} as const satisfies Record<keyof PostgresOptions, string>;

/** What a URL may say, by pg's names; anything else in it could reach into the driver. */
const ofUrl = [
  "host",
  "port",
  "user",
  "password",
  "database",
  "ssl",
  "sslnegotiation",
  "options",
  "application_name",
  "statement_timeout",
  "lock_timeout",
  "idle_in_transaction_session_timeout",
] as const satisfies readonly (keyof ClientConfig)[];

/** What `pg` is given. */
export function readClientConfig({ url, options: given }: DriverConfig): ClientConfig {
  const options = readOptions<PostgresOptions>("PostgreSQL", given, known);
  const { applicationName, connectTimeout, parameters = {}, readRows, ...sameNames } = options;
  if (readRows !== undefined && readRows !== "binary" && readRows !== "bytes" && readRows !== "text") {
    throw new ConfigurationError(
      `driver: { readRows } of connect is "binary", "bytes" or "text" for PostgreSQL, not ${JSON.stringify(readRows)}.`,
    );
  }
  const odd = Object.keys(parameters).find((name) => !/^[a-z_][\w.]*$/i.test(name));
  if (odd !== undefined) throw new ConfigurationError(`${JSON.stringify(odd)} cannot be the name of a server setting.`);
  const said = url === undefined ? {} : readUrl(url);
  return {
    ...said,
    ...sameNames,
    ...(applicationName !== undefined && { application_name: applicationName }),
    fallback_application_name: "chakra-orm",
    connectionTimeoutMillis: connectTimeout ?? said.connectionTimeoutMillis ?? 10_000,
    // A peer that is gone without a word is noticed within minutes, not hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** Where `pg` will connect to, by its own rules. */
export function serverOf({ host, port, database, user }: ClientConfig): ServerInfo {
  const { PGHOST, PGPORT, PGDATABASE, PGUSER, USER } = process.env;
  const address = host || PGHOST || "localhost";
  return {
    address,
    // A Unix socket has none.
    port: address.startsWith("/") ? undefined : Number(port || PGPORT || 5432),
    namespace: database || PGDATABASE || user || PGUSER || USER,
  };
}

function readUrl(url: string): ClientConfig {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new ConfigurationError("The URL of a PostgreSQL server begins with postgres:// or postgresql://.");
  }
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = { ...parse(url) };
  } catch {
    // The error of the parser is no cause of this one, since it may hold the URL with its password.
    throw new ConfigurationError(
      "The URL of the PostgreSQL server cannot be read. It looks like postgres://user:password@host:5432/database, " +
        "with characters such as @ : / in the password written as %40 %3A %2F.",
    );
  }
  const config = Object.fromEntries(ofUrl.filter((name) => parsed[name]).map((name) => [name, parsed[name]]));
  // libpq's name for it, in seconds.
  const timeout = Number(parsed["connect_timeout"]) * 1000;
  return {
    ...config,
    ...(parsed["ssl"] === false && { ssl: false }),
    ...(timeout > 0 && { connectionTimeoutMillis: timeout }),
  };
}
