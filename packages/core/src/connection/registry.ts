import { ConfigurationError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Engine } from "./engine.js";
import { exampleUrl } from "./schemes.js";
import { currentScope } from "./scope.js";

const key = Symbol.for("@chakra-orm/databases@1");
const holder = globalThis as { [key]?: Map<string, Engine> };

/** The connected databases by name; one list for the process, also with two copies of this package. */
holder[key] ??= new Map();
const engines = holder[key];

/** The name under which the one database of most programs goes. */
export const defaultName = "default";

/** Adds a database; a name can be taken once at a time. */
export function register(engine: Engine): void {
  if (engines.has(engine.name)) {
    throw new ConfigurationError(
      `A database named ${JSON.stringify(engine.name)} is connected already. Close it first, or give this one a name: connect(url, { name: "…" }).`,
    );
  }
  engines.set(engine.name, engine);
}

/** Takes a closed database off the list. */
export function unregister(engine: Engine): void {
  if (engines.get(engine.name) === engine) engines.delete(engine.name);
}

/** The database of a model: the one it declares, else the one that `db.use` chose, else the first connected. */
export function engineFor(meta: ModelMeta): Engine {
  if (meta.connection !== undefined) return named(meta.connection, meta.name);
  const chosen = currentScope().database as Engine | undefined;
  const engine = chosen ?? engines.get(defaultName) ?? engines.values().next().value;
  if (engine !== undefined) return engine;
  throw new ConfigurationError(
    `${meta.name} has no database yet. Connect one first: await connect("${exampleUrl}", { models: [${meta.name}] }).`,
    { model: meta.name },
  );
}

function named(name: string, model: string): Engine {
  const engine = engines.get(name);
  if (engine !== undefined) return engine;
  const known = [...engines.keys()];
  throw new ConfigurationError(
    `${model} lives in the database ${JSON.stringify(name)}, which is not connected.${nearest(name, known)} Connected are: ${known.join(", ") || "none"}.`,
    { model },
  );
}
