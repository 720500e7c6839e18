import type { ChakraError, ConnectOptions, Database, Logger, ModelClass, Problem } from "@chakra-orm/core";
import { ConfigurationError } from "@chakra-orm/core";
import type { ArgumentsHost, Provider } from "@nestjs/common";

/** Makes the body of an answer about an error. */
export type ErrorFormatter = (problem: Problem, error: ChakraError, host: ArgumentsHost) => unknown;

/** How errors of Chakra's are answered; see `ChakraModuleOptions.errors`. */
export type ErrorStyle = boolean | "problem" | "fields" | ErrorFormatter;

/** What both forms of options may say. */
export interface SharedModuleOptions {
  /** The models that live here; those of `forFeature` are added. */
  models?: readonly ModelClass<object>[] | undefined;
  /**
   * How errors are answered over HTTP: `true` or `"problem"` as `application/problem+json` (RFC 9457), `"fields"` as
   * `{ errors: { title: ["is too long"] } }`, a function with a body of its own. `false`: they are left to the app. What
   * the default database says holds, or the only one.
   */
  errors?: ErrorStyle | undefined;
  /** `true`: statements go to Nest's logger, at debug; a log of your own; `false` for none. Slow ones at warn if not given. */
  log?: Logger | boolean | undefined;
  /** Milliseconds from which a statement is logged as slow; 200 if not given. */
  slowQueryMs?: number | undefined;
}

/** A database that is connected already. Whoever connected it closes it. */
export interface ReadyModuleOptions extends SharedModuleOptions {
  database: Database;
}

/** What `connect` takes, and how often it is tried. */
export interface OwnedModuleOptions
  extends SharedModuleOptions,
    Omit<ConnectOptions, keyof SharedModuleOptions | "name"> {
  database?: undefined;
  /** How often connecting is tried again where the database cannot be reached; 9 if not given. */
  retryAttempts?: number | undefined;
  /** Milliseconds before it is tried again; 3000 if not given. */
  retryDelay?: number | undefined;
  /** Whether an error is worth another try; those of the connection and the pool are, if not given. */
  toRetry?: ((error: unknown) => boolean) | undefined;
  /** Milliseconds that statements still running get when the app closes; 10 000 if not given. */
  closeTimeout?: number | undefined;
}

/** What `ChakraModule.forRoot` takes, and what a factory of `forRootAsync` gives. */
export type ChakraModuleOptions = ReadyModuleOptions | OwnedModuleOptions;

/** What has to be known before a factory is asked. */
export interface ChakraModuleExtras {
  /** For more than one database: what `InjectDatabase(name)` and `static table = { connection }` call it. */
  name?: string | undefined;
  /** `false`: only modules that import this one can inject the database. `true` if not given. */
  isGlobal?: boolean | undefined;
  /** Providers for the factory to inject. */
  extraProviders?: Provider[] | undefined;
}

/** What a class of `useClass` or `useExisting` has. */
export interface ChakraOptionsFactory {
  createChakraOptions(): Promise<ChakraModuleOptions> | ChakraModuleOptions;
}

/** The options sorted by who they are for. */
export interface ReadModuleOptions {
  readonly shared: SharedModuleOptions;
  readonly database: Database | undefined;
  readonly connect: ConnectOptions;
  readonly retry: Pick<OwnedModuleOptions, "retryAttempts" | "retryDelay" | "toRetry">;
  readonly closeTimeout: number | undefined;
}

/** Sorts the options, and refuses what contradicts itself. */
export function readModuleOptions(name: string, options: ChakraModuleOptions): ReadModuleOptions {
  const { models, errors, log, slowQueryMs, database, ...rest } = options ?? {};
  const own = rest as Omit<OwnedModuleOptions, keyof SharedModuleOptions | "database">;
  const { retryAttempts, retryDelay, toRetry, closeTimeout, ...connect } = own;
  const shared = { models, errors, log, slowQueryMs };
  const retry = { retryAttempts, retryDelay, toRetry };
  if ("name" in connect) {
    throw new ConfigurationError(
      "name stands beside useFactory, not in what it gives: ChakraModule.forRootAsync({ name, useFactory }). Tokens go by it before the factory is asked.",
    );
  }
  if (database === undefined) {
    if (connect.url === undefined && connect.dialect === undefined) {
      throw new ConfigurationError(
        'ChakraModule.forRoot needs a database: { url: "sqlite:app.db", models }, or { database } with what connect() gave.',
      );
    }
    return { shared, database, connect: { ...connect, name, models }, retry, closeTimeout };
  }
  const stray = Object.entries({ ...connect, ...retry, closeTimeout }).find(([, value]) => value !== undefined)?.[0];
  if (stray !== undefined) {
    throw new ConfigurationError(
      `ChakraModule.forRoot was given a database and ${stray}. A database that is connected already is as connect() made it: give ${stray} to connect(), or leave database out.`,
    );
  }
  if (typeof database !== "object" || database === null || typeof database.register !== "function") {
    throw new ConfigurationError('database of ChakraModule is what connect() gave. To connect here, say { url: "…" }.');
  }
  return { shared, database, connect: {}, retry, closeTimeout };
}
