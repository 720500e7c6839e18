import { ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { type Hook, type HookName, hookNames } from "./hooks.js";

/** The hooks of a model, by name: those of its plugins, and the method of its class last. */
export type ModelHooks = { readonly [N in HookName]?: readonly Hook[] };

/** By model; null for one without hooks, of which there are most. */
const all = new WeakMap<ModelMeta, ModelHooks | null>();

/** What a model's class does at the turns of a record's life; `undefined` where it does nothing. */
export function hooksOf(meta: ModelMeta): ModelHooks | undefined {
  let hooks = all.get(meta);
  if (hooks === undefined) {
    hooks = readHooks(meta);
    all.set(meta, hooks);
  }
  return hooks ?? undefined;
}

/** Whether something runs together with the write, so that it has to be undone with it. */
export function runsWithin(hooks: ModelHooks | undefined): boolean {
  return hooks !== undefined && Object.keys(hooks).some((name) => name !== "afterCommit" && name !== "afterRollback");
}

function readHooks({ name: model, prototype, plugins }: ModelMeta): ModelHooks | null {
  const hooks: Partial<Record<HookName, Hook[]>> = {};
  const add = (name: string, hook: unknown) => {
    hooks[name as HookName] = [...(hooks[name as HookName] ?? []), hook as Hook];
  };
  for (const plugin of plugins) {
    for (const [name, hook] of plugin.hooks) add(name, hook);
  }
  for (const name of methodsOf(prototype)) {
    if (hookNames.some((known) => known === name)) {
      const method = (prototype as Record<string, unknown>)[name];
      if (typeof method !== "function") {
        throw new ModelDefinitionError(`${model}.${name} is a hook, so it is a method: ${name}() { … }.`, { model });
      }
      add(name, method);
    } else if (/^(before|after)[A-Z]/.test(name)) refuseAlmost(model, name);
  }
  return Object.keys(hooks).length === 0 ? null : hooks;
}

/** The names of a class's methods and of those it inherits, the base class of all and what is above it left out. */
function methodsOf(prototype: object): string[] {
  const names = new Set<string>();
  for (let at: object | null = prototype; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names];
}

const others: Readonly<Record<string, HookName>> = {
  beforeInsert: "beforeCreate",
  afterInsert: "afterCreate",
  beforeDestroy: "beforeDelete",
  afterDestroy: "afterDelete",
  beforeRemove: "beforeDelete",
  afterRemove: "afterDelete",
  beforeUpsert: "beforeSave",
};

/** A hook that never runs because of its name would be missed only when it is too late. */
function refuseAlmost(model: string, name: string): void {
  const meant = others[name];
  const hint = meant === undefined ? nearest(name, hookNames) : ` ${meant} is what it is called here.`;
  if (hint === "") return;
  throw new ModelDefinitionError(
    `${model}.${name} is no hook, so nothing would ever call it.${hint} Give it another name if it is none.`,
    { model },
  );
}
