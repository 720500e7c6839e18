import type { Dialect } from "../dialect/dialect.js";
import { type KeyRing, readEncryptionKeys } from "../dialect/key-ring.js";
import { Emitter } from "../events/emitter.js";
import { logQueries } from "../events/log.js";
import { Meter } from "../events/meter.js";
import { StatementCache } from "../sql/cache.js";
import { loadKnex } from "../sql/knex.js";
import { Database } from "./database.js";
import type { Engine } from "./engine.js";
import { acquire } from "./execute.js";
import {
  type ConnectOptions,
  readConnectOptions,
  readCursorSecret,
  readLazyLoading,
  readMetricsOption,
  readPoolOptions,
} from "./options.js";
import { Pool } from "./pool.js";
import { readComments } from "./read-comments.js";
import { readLogLevels } from "./read-log.js";
import { type DatabaseSet, defaultName, processSet, register, unregister } from "./registry.js";
import { dialectOfUrl } from "./schemes.js";
import { Sharing } from "./sharing.js";

/**
 * Connects a database and makes it the one that models use; the first is the default. Opens one connection to find out
 * at once whether it works, unless `lazy` says otherwise. Throws `ConnectionError`, `ConfigurationError`, or
 * `ModelDefinitionError` for a model that cannot work.
 *
 * @example
 * const notes = await connect("sqlite::memory:", { name: "notes" });
 * console.assert((await notes.health()).ok);
 * await notes.close();
 */
export function connect(url: string, options?: Omit<ConnectOptions, "url">): Promise<Database>;
export function connect(options: ConnectOptions): Promise<Database>;
export async function connect(first: string | ConnectOptions, second?: ConnectOptions): Promise<Database> {
  return connectBeside(processSet(), readConnectOptions(first, second));
}

/** Connects a database of an app, which nobody else in the process finds by its name. */
export async function connectBeside(beside: DatabaseSet, given: ConnectOptions): Promise<Database> {
  const options = readConnectOptions(given);
  const engine = await makeEngine(options, beside);
  const database = new Database(engine);
  register(engine);
  try {
    database.register(...(options.models ?? []));
    if (options.lazy !== true) engine.pool.release(await acquire(engine, "connect(…)"));
  } catch (error) {
    unregister(engine);
    await engine.pool.close(0);
    throw error;
  }
  return database;
}

async function makeEngine(options: ConnectOptions, beside: DatabaseSet): Promise<Engine> {
  const { url, statementTimeout = 0, prepared = true } = options;
  const pool = readPoolOptions(options.pool);
  const keyRing = readEncryptionKeys(options.encryptionKeys);
  const dialect = withKeys(options.dialect ?? (await dialectOfUrl(url as string)), keyRing);
  const driver = dialect.createDriver({
    ...(url !== undefined && { url }),
    options: options.driver ?? {},
    statementTimeout,
    prepare: prepared,
  });
  await loadKnex();
  const emitter = new Emitter();
  const { log, slowQueryMs: slowMs = 200 } = options;
  const levels = readLogLevels(log, options.logLevels);
  if (log !== undefined) emitter.add(logQueries(log, { slowMs, levels }));
  const isTimed = readMetricsOption(options.metrics);
  const meter = new Meter(isTimed);
  if (isTimed) emitter.add(({ operation, durationMs }) => meter.statements[operation].durations?.add(durationMs));
  const name = options.name ?? defaultName;
  const source = { database: name, system: dialect.system, server: driver.server ?? {} };
  const connections = new Pool(driver, pool, source);
  return {
    name,
    beside,
    dialect,
    pool: connections,
    sharing: new Sharing(connections, driver.pipelines === true ? pool.pipeline : 1),
    merge: driver.pipelines === true ? pool.merge : 1,
    cache: new StatementCache(dialect),
    emitter,
    source,
    meter,
    commenter: readComments(options.comments),
    models: new Set(),
    ambient: undefined,
    lazyLoading: readLazyLoading(options.lazyLoading),
    cursorSecret: readCursorSecret(options.cursorSecret),
    warn: (fields, message) => {
      if (options.log !== undefined) options.log.warn(fields, message);
      else process.emitWarning(`${message}: ${JSON.stringify(fields)}`, "ChakraWarning");
    },
  };
}

/** Codecs are made for a dialect, so one with keys is a dialect of its own. */
function withKeys(dialect: Dialect, keyRing: KeyRing | undefined): Dialect {
  return keyRing === undefined ? dialect : Object.create(dialect, { keyRing: { value: keyRing } });
}
