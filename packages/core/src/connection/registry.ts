import { ConfigurationError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Engine } from "./engine.js";
import { exampleUrl } from "./schemes.js";
import { currentScope, withScope } from "./scope.js";

/**
 * Connected databases by name. The process has one such set; an app that is to share nothing with others in the same
 * process has one of its own, and its work runs in the scope of it.
 */
export type DatabaseSet = Map<string, Engine>;

const key = Symbol.for("@chakra-orm/databases@1");
const appsKey = Symbol.for("@chakra-orm/databases-of-apps@1");
const holder = globalThis as { [key]?: DatabaseSet; [appsKey]?: Set<DatabaseSet> };

/** The connected databases by name; one list for the process, also with two copies of this package. */
holder[key] ??= new Map();
const engines = holder[key];

/** The sets of apps with something in them. */
holder[appsKey] ??= new Set();
const apps = holder[appsKey];

/** The name under which the one database of most programs goes. */
export const defaultName = "default";

/** The databases of the process, which those that no app has to itself belong to. */
export function processSet(): DatabaseSet {
  return engines;
}

/** What a database is wanted for: most often a model. */
type Wanting = Pick<ModelMeta, "name" | "connection">;

/** Adds a database to its set; a name can be taken once at a time. */
export function register(engine: Engine): void {
  const { beside } = engine;
  if (beside.has(engine.name)) {
    throw new ConfigurationError(
      `A database named ${JSON.stringify(engine.name)} is connected already. Close it first, or give this one a name: connect(url, { name: "…" }).`,
    );
  }
  beside.set(engine.name, engine);
  if (beside !== engines) apps.add(beside);
}

/** Takes a closed database off the list. */
export function unregister(engine: Engine): void {
  const { beside } = engine;
  if (beside.get(engine.name) !== engine) return;
  beside.delete(engine.name);
  if (beside.size === 0) apps.delete(beside);
}

/** Every connected database, those of apps included. */
export function connectedEngines(): Engine[] {
  return [engines, ...apps].flatMap((databases) => [...databases.values()]);
}

/**
 * The database of a model: the one it declares, else the one that `db.use` chose, else the default. Asked for in what an
 * app runs, it is one of that app's; outside of that, one of the process's, or of the only app that has one.
 */
export function engineFor(meta: Wanting): Engine {
  const chosen = meta.connection === undefined ? currentScope().database : undefined;
  const engine = (chosen as Engine | undefined) ?? found(meta);
  if (engine !== undefined) return engine;
  if (meta.connection !== undefined) throw notConnected(meta, meta.connection);
  throw new ConfigurationError(
    `${meta.name} has no database yet. Connect one first: await connect("${exampleUrl}", { models: [${meta.name}] }).`,
    { model: meta.name },
  );
}

/** Runs `work` as part of an app: models are found in its databases. What another app chose does not hold in it. */
export function withDatabases<R>(databases: DatabaseSet, work: () => R): R {
  return currentScope().databases === databases ? work() : withScope({ databases, database: undefined }, work);
}

/** The database that was chosen for what the running call begins: it stays with a query that is awaited elsewhere. */
export function chosenEngine(meta: Wanting): Engine | undefined {
  const { database, databases } = currentScope();
  if (database === undefined && databases === undefined) return undefined;
  if (meta.connection === undefined && database !== undefined) return database as Engine;
  return databases === undefined ? undefined : (ofApp(databases as DatabaseSet, meta.connection) ?? undefined);
}

function found(meta: Wanting): Engine | undefined {
  const { connection } = meta;
  const { databases } = currentScope();
  const own = databases === undefined ? undefined : ofApp(databases as DatabaseSet, connection);
  const shared = own ?? ofProcess(connection);
  if (shared !== undefined || databases !== undefined) return shared;
  const everywhere = new Set([...apps].map((app) => ofApp(app, connection)));
  everywhere.delete(undefined);
  if (everywhere.size > 1) throw ambiguous(meta, everywhere.size);
  return [...everywhere][0];
}

function ofProcess(name: string | undefined): Engine | undefined {
  return name === undefined ? (engines.get(defaultName) ?? engines.values().next().value) : engines.get(name);
}

/** Which of several without a default was connected first is chance, where an app connects them at once. */
function ofApp(app: DatabaseSet, name: string | undefined): Engine | undefined {
  if (name !== undefined) return app.get(name);
  return app.get(defaultName) ?? (app.size === 1 ? app.values().next().value : undefined);
}

function ambiguous({ name: model, connection }: Wanting, count: number): ConfigurationError {
  const what = connection === undefined ? "a database for it" : `a database named ${JSON.stringify(connection)}`;
  return new ConfigurationError(
    `${model} is asked outside of what an app runs, and ${count} apps of this process have ${what}. Say which: db.use(() => …), or db.model(${model}).`,
    { model },
  );
}

function notConnected({ name: model }: Wanting, name: string): ConfigurationError {
  const { databases } = currentScope();
  const known = [...new Set([...((databases as DatabaseSet | undefined)?.keys() ?? []), ...engines.keys()])];
  return new ConfigurationError(
    `${model} lives in the database ${JSON.stringify(name)}, which is not connected.${nearest(name, known)} Connected are: ${known.join(", ") || "none"}.`,
    { model },
  );
}
