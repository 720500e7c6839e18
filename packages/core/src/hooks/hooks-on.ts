import type { Engine } from "../connection/engine.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Hook, HookName } from "./hooks.js";
import { hooksOf, type ModelHooks } from "./hooks-of.js";
import { type ObservingHooks, observersOf } from "./observers-of.js";

/** By the list of observers, which is another one whenever one comes or goes. */
const all = new WeakMap<readonly ObservingHooks[], ModelHooks>();

/** What is done on a database at the turns of a record's life: what its class does, and then who observes it there. */
export function hooksOn(engine: Engine, meta: ModelMeta): ModelHooks | undefined {
  const own = hooksOf(meta);
  const observers = observersOf(engine, meta);
  if (observers === undefined) return own;
  const known = all.get(observers);
  if (known !== undefined) return known;
  const hooks: Partial<Record<HookName, readonly Hook[]>> = { ...own };
  for (const observer of observers) {
    for (const [name, hook] of observer) hooks[name] = [...(hooks[name] ?? []), hook];
  }
  all.set(observers, hooks);
  return hooks;
}
