import { Database } from "../connection/database.js";
import { ConfigurationError, ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { ModelClass } from "../schema/column-meta.js";
import { metaOf } from "../schema/registry.js";
import { type Hook, type HookName, type Hooks, hookNames, type SaveEvent } from "./hooks.js";
import { addObserver } from "./observers-of.js";

/**
 * What is done from outside at the turns of a record's life: methods with the names of hooks, which are given the record.
 * As with hooks, an error of those that run in the transaction undoes the write.
 */
export type Observer<M> = {
  [N in keyof Hooks]?: (
    record: M,
    ...told: N extends "beforeDelete" | "afterDelete" | "afterCommit" | "afterRollback" ? [] : [event: SaveEvent]
  ) => unknown;
};

/**
 * Has an observer hear of the records of a model on one database, after the hooks of the class: for what needs more than
 * the record, such as a mailer. What is written to the same model on another database is not told. Gives back what ends
 * it. Throws `ModelDefinitionError` for a method whose name is almost that of a hook, or an observer without any.
 *
 * @example
 * const heard: string[] = [];
 * const stop = observe(db, User, { afterCommit: (user) => heard.push(user.username) });
 * await User.create({ username: "dora", email: "dora@example.com" });
 * stop();
 * console.assert(heard.join() === "dora");
 */
export function observe<M extends object>(
  database: Database,
  model: (new (attributes?: never) => M) & ModelClass,
  observer: Observer<M>,
): () => void {
  if (!(database instanceof Database)) {
    throw new ConfigurationError("observe takes a database first: observe(db, User, { … }).");
  }
  const meta = metaOf(model);
  const hooks = new Map<HookName, Hook>();
  for (const name of namesOf(observer)) {
    const method: unknown = Reflect.get(observer, name);
    const hook = hookNames.find((known) => known === name);
    if (hook === undefined) refuseAlmost(meta.name, name);
    else if (typeof method === "function") {
      hooks.set(hook, function (event) {
        return Reflect.apply(method, observer, event === undefined ? [this] : [this, event]);
      });
    }
  }
  if (hooks.size === 0) {
    throw new ModelDefinitionError(
      `This observer of ${meta.name} has no hook, so it would never hear of anything. Hooks are: ${hookNames.join(", ")}.`,
      { model: meta.name },
    );
  }
  return addObserver(Database.engine(database), meta, hooks);
}

/** The names of an object's own methods and of those that its class and what that inherits from give it. */
function namesOf(observer: object): Set<string> {
  const names = new Set<string>();
  for (let at: object | null = observer; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return names;
}

function refuseAlmost(model: string, name: string): void {
  if (!/^(before|after)[A-Z]/.test(name)) return;
  const hint = nearest(name, hookNames);
  if (hint === "") return;
  throw new ModelDefinitionError(
    `${name} of an observer of ${model} is no hook, so nothing would ever call it.${hint} Give it another name if it is none.`,
    { model },
  );
}
