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
import type { HealthOptions } from "./health/options.js";

/** Makes the body of an answer about an error. */
export type FormatError = (problem: Problem, error: ChakraError, request: FastifyRequest) => unknown;

/** What both forms of options may say. */
export interface SharedOptions {
  /** For more than one database: what `app.databases.get(name)` calls it. Without it, it is `app.db`. */
  name?: string | undefined;
  /** The models that live here. */
  models?: readonly ModelClass<object>[] | undefined;
  /** A log for statements; that of the request, or of the app, if not given, `false` for none. */
  log?: Logger | false | undefined;
  /** Milliseconds from which a statement is logged as slow; 200 if not given. */
  slowQueryMs?: number | undefined;
  /** How often one statement may run in a request before that is warned of (N+1); 5 if not given, `false` for never. */
  repeatedFrom?: number | false | undefined;
  /** On whose behalf a request is: what `currentRequest()?.tenant` gives in it. Holds for this instance and those inside. */
  tenant?: ((request: FastifyRequest) => string | undefined) | undefined;
  /**
   * How errors are answered: `"problem"`, as RFC 9457 says, if not given; `"conduit"` for
   * `{ errors: { field: ["message"] } }`; a function that makes the body; `false` leaves them to the app.
   */
  errors?: boolean | "problem" | "conduit" | FormatError | undefined;
  /** As a function for `errors`. */
  formatError?: FormatError | undefined;
  /** Where problems are told of: the `type` of each is a URI that begins with it. */
  problemTypes?: string | undefined;
  /** A route that tells how the databases are: its path, or more about it. None if not given. */
  health?: string | HealthOptions | undefined;
  /** `true`: the app does not start before the database has answered; for one that is lazy, or ready. */
  ping?: boolean | undefined;
  /** What happens where the database lacks tables or columns of the models; `"off"` if not given. */
  schema?: "off" | "warn" | "throw" | undefined;
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

/** The names of shared options, all of them. */
const sharedNames = {
  name: true,
  models: true,
  log: true,
  slowQueryMs: true,
  repeatedFrom: true,
  tenant: true,
  errors: true,
  formatError: true,
  problemTypes: true,
  health: true,
  ping: true,
  schema: true,
} as const satisfies Record<keyof SharedOptions, true>;

/** Sorts the options into new objects, so that those given are never changed, and refuses what contradicts itself. */
export function readOptions(options: ChakraOptions): ReadOptions {
  const { database, closeTimeout, ...given } = options as Partial<OwnedDatabaseOptions> & { database?: unknown };
  const entries = Object.entries(given).filter(([key]) => !ofRegister.includes(key));
  const isShared = ([key]: readonly [string, unknown]) => Object.hasOwn(sharedNames, key);
  const shared: SharedOptions = Object.fromEntries(entries.filter(isShared));
  const connect = Object.fromEntries(entries.filter((entry) => !isShared(entry)));
  checkShared(shared);
  if (database === undefined) {
    if (connect["url"] === undefined && connect["dialect"] === undefined) {
      throw new ConfigurationError(
        'chakra needs a database: app.register(chakra, { url: "sqlite:app.db", models }), or { database } with what connect() gave.',
      );
    }
    const { name, models } = shared;
    return { shared, database, connect: { ...connect, name, models }, closeTimeout };
  }
  const [stray] = Object.keys({ ...connect, ...(closeTimeout !== undefined && { closeTimeout }) });
  if (stray !== undefined) {
    throw new ConfigurationError(
      `chakra was given a database and ${stray}. A database that is connected already is as connect() made it: give ${stray} to connect(), or leave database out.`,
    );
  }
  if (!isDatabase(database)) {
    throw new ConfigurationError('database of chakra is what connect() gave. To connect here, say { url: "…" }.');
  }
  return { shared, database, connect: {}, closeTimeout };
}

function isDatabase(value: unknown): value is Database {
  return typeof value === "object" && value !== null && "register" in value && typeof value.register === "function";
}

function checkShared({ tenant, errors, formatError, problemTypes, repeatedFrom, schema }: SharedOptions): void {
  const refuse = (name: string, wanted: string, given: unknown) =>
    new ConfigurationError(
      `${name} of chakra is ${wanted}, not ${typeof given === "string" ? JSON.stringify(given) : String(given)}.`,
    );
  const isFunction = (value: unknown) => value === undefined || typeof value === "function";
  if (!isFunction(tenant)) throw refuse("tenant", "a function of the request", tenant);
  if (!isFunction(formatError))
    throw refuse("formatError", "a function (problem, error, request) => body", formatError);
  if (typeof errors === "string" && errors !== "problem" && errors !== "conduit") {
    throw refuse("errors", '"problem", "conduit", a function that makes the body, or false', errors);
  }
  if (formatError !== undefined && errors !== undefined && errors !== true) {
    throw new ConfigurationError(
      "chakra was given errors and formatError, which both say how errors are answered: leave one out.",
    );
  }
  if (problemTypes !== undefined && typeof problemTypes !== "string") {
    throw refuse("problemTypes", 'a text such as "https://example.com/problems/"', problemTypes);
  }
  if (
    repeatedFrom !== undefined &&
    repeatedFrom !== false &&
    !(Number.isSafeInteger(repeatedFrom) && repeatedFrom >= 2)
  ) {
    throw refuse("repeatedFrom", "a whole number from 2 on, or false", repeatedFrom);
  }
  if (schema !== undefined && schema !== "off" && schema !== "warn" && schema !== "throw") {
    throw refuse("schema", '"off", "warn" or "throw"', schema);
  }
}
