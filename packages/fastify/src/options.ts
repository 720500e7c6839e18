import {
  type ChakraError,
  ConfigurationError,
  type ConnectOptions,
  type Database,
  type Logger,
  type ModelClass,
  type Problem,
} from "@chakra-orm/core";
import type { FastifyRequest } from "fastify";

/** What both forms of options may say. */
export interface SharedOptions {
  /** For more than one database: what `app.databases.get(name)` calls it. Without it, it is `app.db`. */
  name?: string | undefined;
  /** The models that live here. */
  models?: readonly ModelClass<object>[] | undefined;
  /** A log for statements; a child of the app's own if not given, `false` for none. */
  log?: Logger | false | undefined;
  /** Milliseconds from which a statement is logged as slow; 200 if not given. */
  slowQueryMs?: number | undefined;
  /** `false`: leave errors to the app's own handler, or to Fastify's. */
  errors?: boolean | undefined;
  /** Makes the body of an answer about an error, instead of the problem itself. */
  formatError?: ((problem: Problem, error: ChakraError, request: FastifyRequest) => unknown) | undefined;
}

/** A database that is connected already. Whoever connected it closes it. */
export interface ReadyDatabaseOptions extends SharedOptions {
  database: Database;
}

/** What `connect` takes: the plugin connects, and closes with the app. */
export interface OwnedDatabaseOptions extends SharedOptions, Omit<ConnectOptions, keyof SharedOptions> {
  database?: undefined;
  /** Milliseconds that statements still running get when the app closes; 10 000 if not given. */
  closeTimeout?: number | undefined;
}

/** Options of the plugin `chakra`. */
export type ChakraOptions = ReadyDatabaseOptions | OwnedDatabaseOptions;

/** The options sorted by who they are for. */
export interface ReadOptions {
  readonly shared: SharedOptions;
  readonly database: Database | undefined;
  readonly connect: ConnectOptions;
  readonly closeTimeout: number | undefined;
}

/** Options that `app.register` itself takes, of every plugin. */
const ofRegister = ["prefix", "logLevel", "logSerializers"];

/** Sorts the options into new objects, so that those given are never changed, and refuses what contradicts itself. */
export function readOptions(options: ChakraOptions): ReadOptions {
  const { name, models, log, slowQueryMs, errors, formatError, database, ...rest } = options;
  const { closeTimeout, ...given } = rest as Partial<OwnedDatabaseOptions>;
  const shared = { name, models, log, slowQueryMs, errors, formatError };
  const connect = Object.fromEntries(Object.entries(given).filter(([key]) => !ofRegister.includes(key)));
  if (database === undefined) {
    if (connect["url"] === undefined && connect["dialect"] === undefined) {
      throw new ConfigurationError(
        'chakra needs a database: app.register(chakra, { url: "sqlite:app.db", models }), or { database } with what connect() gave.',
      );
    }
    return { shared, database, connect: { ...connect, name, models }, closeTimeout };
  }
  const [stray] = Object.keys({ ...connect, ...(closeTimeout !== undefined && { closeTimeout }) });
  if (stray !== undefined) {
    throw new ConfigurationError(
      `chakra was given a database and ${stray}. A database that is connected already is as connect() made it: give ${stray} to connect(), or leave database out.`,
    );
  }
  if (typeof database !== "object" || database === null || typeof database.register !== "function") {
    throw new ConfigurationError('database of chakra is what connect() gave. To connect here, say { url: "…" }.');
  }
  return { shared, database, connect: {}, closeTimeout };
}
