import type { Engine } from "../connection/engine.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Hook, HookName } from "./hooks.js";

/** The hooks of one observer, as those of a class are called. */
export type ObservingHooks = ReadonlyMap<HookName, Hook>;

/** By database, so that those of one never hear of another; weak, so that they go with it. */
const all = new WeakMap<Engine, Map<ModelMeta, readonly ObservingHooks[]>>();

/** Who observes the records of a model on a database, in the order in which they came. */
export function observersOf(engine: Engine, meta: ModelMeta): readonly ObservingHooks[] | undefined {
  return all.get(engine)?.get(meta);
}

/** Adds an observer, and gives back what ends it. */
export function addObserver(engine: Engine, meta: ModelMeta, hooks: ObservingHooks): () => void {
  const byModel = all.get(engine) ?? new Map<ModelMeta, readonly ObservingHooks[]>();
  all.set(engine, byModel);
  byModel.set(meta, [...(byModel.get(meta) ?? []), hooks]);
  return () => {
    const left = (byModel.get(meta) ?? []).filter((other) => other !== hooks);
    if (left.length === 0) byModel.delete(meta);
    else byModel.set(meta, left);
  };
}
