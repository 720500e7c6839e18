import { randomBytes } from "node:crypto";
import type { Dialect } from "../dialect/dialect.js";
import { ConfigurationError } from "../errors/usage.js";
import type { CommentKey, CommentTags } from "../events/comment.js";
import type { Logger, LogLevels } from "../events/log.js";
import { nearest } from "../naming/nearest.js";
import type { ModelClass } from "../schema/column-meta.js";
import type { LazyLoading } from "./engine.js";
import type { PoolOptions } from "./pool-options.js";
import { exampleUrl } from "./schemes.js";

/** What `connect` takes. */
export interface ConnectOptions {
  /** Such as `sqlite:blog.db`, `postgres://user@host/blog`, `pglite::memory:`. */
  url?: string | undefined;
  /** The dialect itself, instead of having it found by the URL's scheme: bundlers can follow this. */
  dialect?: Dialect | undefined;
  /** Options of the dialect's own, such as `{ host, user, ssl }` or `{ file }`, instead of or beside the URL. */
  driver?: Readonly<Record<string, unknown>> | undefined;
  /** What `static table = { connection }` calls it; `"default"` if not given. */
  name?: string | undefined;
  /** The models that live here: checked now instead of at their first use, and what `createTables` makes. */
  models?: readonly ModelClass[] | undefined;
  /** A log for statements, such as `pino()`. */
  log?: Logger | undefined;
  /** Milliseconds from which a statement is logged as slow; 200 if not given. */
  slowQueryMs?: number | undefined;
  /** At which levels statements are logged: those that went well, slow ones, failed ones, and repeated ones (N+1). */
  logLevels?: LogLevels | undefined;
  /**
   * Ends each statement with a comment that says what request it is of, in the form of sqlcommenter: `true` for route and
   * method, a list such as `["route", "id", "traceparent"]`, or a function that gives names and texts. Statements whose
   * comment differs from request to request are not kept prepared.
   */
  comments?: boolean | readonly CommentKey[] | CommentTags | undefined;
  /** `true`: `db.metrics()` tells how long statements take. */
  metrics?: boolean | undefined;
  pool?: Partial<PoolOptions> | undefined;
  /** Milliseconds until the server ends a statement; no limit if not given. */
  statementTimeout?: number | undefined;
  /** `false` behind a proxy that pools by transaction: no statement is kept prepared. */
  prepared?: boolean | undefined;
  /**
   * What happens when a relation is awaited that was not loaded: `"batch"` loads it for all records that came together,
   * `"warn"` does so and logs the caller's line, `"forbid"` throws `NotLoadedError`. `"batch"` if not given.
   */
  lazyLoading?: LazyLoading | undefined;
  /**
   * What cursors of pages are signed with: a secret of at least 16 characters, the same in every process of an app. Made up
   * anew at each start if not given.
   */
  cursorSecret?: string | undefined;
  /**
   * What `field.encrypted` encrypts with: secrets of 32 bytes, in Base64 or as they are, the newest first. What is written
   * is encrypted with the first; what was written with any of them can be read and found.
   */
  encryptionKeys?: readonly (string | Uint8Array)[] | undefined;
  /** `true`: do not open a connection until the first statement. */
  lazy?: boolean | undefined;
}

const known = [
  "url",
  "dialect",
  "driver",
  "name",
  "models",
  "log",
  "slowQueryMs",
  "logLevels",
  "comments",
  "metrics",
  "pool",
  "statementTimeout",
  "prepared",
  "lazyLoading",
  "cursorSecret",
  "encryptionKeys",
  "lazy",
] as const satisfies readonly (keyof ConnectOptions)[];

const poolDefaults: PoolOptions = {
  min: 0,
  max: 10,
  acquireTimeout: 10_000,
  idleTimeout: 30_000,
  maxLifetime: 0,
  pipeline: 16,
  merge: 100,
};

const fromOneOn = ["max", "pipeline", "merge"];

/** Reads both forms, `connect(url, options)` and `connect(options)`, and refuses what is misspelt. */
export function readConnectOptions(first: string | ConnectOptions, second: ConnectOptions = {}): ConnectOptions {
  const options: ConnectOptions = typeof first === "string" ? { ...second, url: first } : { ...first };
  for (const name of Object.keys(options)) {
    if (!known.some((option) => option === name)) {
      throw new ConfigurationError(
        `connect has no option ${JSON.stringify(name)}.${nearest(name, known)} Options of the driver go into driver: { … }.`,
      );
    }
  }
  if (options.url === undefined && options.dialect === undefined) {
    throw new ConfigurationError(`connect needs a URL, such as connect("${exampleUrl}"), or a dialect.`);
  }
  return options;
}

/** Reads what is to happen when a relation is awaited that was not loaded. */
export function readLazyLoading(given: unknown = "batch"): LazyLoading {
  if (given === "batch" || given === "warn" || given === "forbid") return given;
  throw new ConfigurationError(`lazyLoading is "batch", "warn" or "forbid", not ${JSON.stringify(given)}.`);
}

/** Reads whether durations are measured. */
export function readMetricsOption(given: unknown = false): boolean {
  if (typeof given === "boolean") return given;
  throw new ConfigurationError(`metrics is true or false, not ${JSON.stringify(given)}.`);
}

/** Signs the cursors of a program that names no secret, until it ends: one that everybody knows would be none. */
const ownSecret = randomBytes(32).toString("hex");

/** Reads what cursors are signed with. */
export function readCursorSecret(given: unknown): string {
  if (given === undefined) return ownSecret;
  if (typeof given === "string" && given.length >= 16) return given;
  throw new ConfigurationError("cursorSecret is a text of at least 16 characters.");
}

/** Reads the pool's options. */
export function readPoolOptions(given: Partial<PoolOptions> = {}): PoolOptions {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(poolDefaults, name)) {
      throw new ConfigurationError(
        `pool has no option ${JSON.stringify(name)}.${nearest(name, Object.keys(poolDefaults))}`,
      );
    }
    const least = fromOneOn.includes(name) ? 1 : 0;
    if (value !== undefined && !(Number.isFinite(value) && value >= least)) {
      throw new ConfigurationError(`pool.${name} must be a number from ${least} on, not ${String(value)}.`);
    }
  }
  const stated = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...poolDefaults, ...Object.fromEntries(stated) };
}
