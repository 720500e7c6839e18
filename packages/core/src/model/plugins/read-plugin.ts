import { ModelDefinitionError } from "../../errors/usage.js";
import { hookNames } from "../../hooks/hooks.js";
import { nearest } from "../../naming/nearest.js";
import { isPlugged } from "../../query/pluggable.js";
import { Query } from "../../query/query.js";
import type { PluginMethod, PluginParts } from "../../schema/plugin.js";

const keys = ["name", "fields", "hooks", "instance", "statics", "query"];

/** Statics that a class says about itself; a plugin's would speak for every class that uses it. */
const settings = ["table", "abstract", "naming", "defaultScopes", "validations", "audited", "prototype"];

/** A model's class, for the names that it has. */
interface BaseClass {
  readonly prototype: object;
}

/** Reads what `definePlugin` was given. `base` has the names that no plugin may hide. */
export function readPlugin(given: unknown, base: BaseClass): PluginParts {
  if (!isObject(given)) {
    throw new ModelDefinitionError('definePlugin takes an object: definePlugin({ name: "sluggable", hooks: { … } }).');
  }
  const definition = given as Readonly<Record<string, unknown>>;
  const name = nameOf(definition);
  for (const key of Object.keys(definition)) {
    if (!keys.includes(key)) throw mistake(name, `has no part ${JSON.stringify(key)}.${nearest(key, keys)}`);
  }
  const { fields } = definition;
  if (fields !== undefined && typeof fields !== "function") {
    throw mistake(
      name,
      "has fields that are no function, so all records would share them: fields: () => ({ slug: field.string(100) }).",
    );
  }
  const hooks = methodsIn(name, "hooks", definition["hooks"]);
  const instance = membersIn(name, "instance", definition["instance"]);
  const statics = membersIn(name, "statics", definition["statics"]);
  const query = methodsIn(name, "query", definition["query"]);
  refuseHooks(name, hooks, instance);
  refuseMembers(name, { instance, statics, query }, base);
  return { name, fields: fields as PluginParts["fields"], hooks, instance, statics, query };
}

function nameOf({ name }: Readonly<Record<string, unknown>>): string {
  if (typeof name === "string" && /\S/.test(name)) return name;
  throw new ModelDefinitionError(
    `A plugin has a name, by which messages call it: definePlugin({ name: "sluggable", … }). It is ${name === "" ? "empty" : typeof name} here.`,
  );
}

function refuseHooks(plugin: string, hooks: PluginParts["hooks"], instance: PluginParts["instance"]): void {
  const known: readonly string[] = hookNames;
  for (const name of hooks.keys()) {
    if (known.includes(name)) continue;
    throw mistake(plugin, `has a hook ${name}, which nothing would ever call.${nearest(name, known)}`);
  }
  const misplaced = known.find((name) => instance.has(name));
  if (misplaced === undefined) return;
  throw mistake(plugin, `has the hook ${misplaced} among its instance methods: write it below hooks.`);
}

type Members = Pick<PluginParts, "instance" | "statics" | "query">;

function refuseMembers(plugin: string, { instance, statics, query }: Members, base: BaseClass): void {
  for (const name of instance.keys()) {
    if (name in base.prototype || name === "then" || name.startsWith("$"))
      throw hides(plugin, "instance", name, "models");
  }
  for (const name of statics.keys()) {
    if (settings.includes(name)) {
      throw mistake(plugin, `has ${name} among its statics, which each class says of itself. Leave it out.`);
    }
    if (name in base || name === "then") throw hides(plugin, "static", name, "models");
    if (query.has(name)) {
      throw mistake(
        plugin,
        `has ${name} among its statics and its query methods, which are static ones too: keep one.`,
      );
    }
  }
  for (const name of query.keys()) {
    if (name in Query.prototype && !isPlugged(name)) throw hides(plugin, "query", name, "queries");
    if (name in base || settings.includes(name)) throw hides(plugin, "query", name, "models");
  }
}

function hides(plugin: string, kind: string, name: string, whose: string): ModelDefinitionError {
  return mistake(
    plugin,
    `has the ${kind} method ${name}, which would hide what ${whose} have under that name. Rename it.`,
  );
}

/** Methods and getters by name, read from the object once. */
function membersIn(plugin: string, part: string, given: unknown): ReadonlyMap<string, PropertyDescriptor> {
  const members = new Map<string, PropertyDescriptor>();
  if (given === undefined) return members;
  if (!isObject(given)) throw mistake(plugin, `has ${part} that are no object of methods: ${part}: { name() { … } }.`);
  for (const name of Reflect.ownKeys(given)) {
    const found = Object.getOwnPropertyDescriptor(given, name) as PropertyDescriptor;
    if (typeof name === "symbol" || name === "__proto__" || name === "constructor") {
      throw mistake(plugin, `cannot have ${String(name)} among its ${part}. Rename it.`);
    }
    if (found.get === undefined && typeof found.value !== "function") {
      throw mistake(plugin, `has ${part}.${name}, which is no method: ${name}() { … }.`);
    }
    members.set(name, { ...found, enumerable: false, configurable: true });
  }
  return members;
}

function methodsIn(plugin: string, part: string, given: unknown): ReadonlyMap<string, PluginMethod> {
  const methods = new Map<string, PluginMethod>();
  for (const [name, { value }] of membersIn(plugin, part, given)) {
    if (value === undefined) throw mistake(plugin, `has ${part}.${name}, which is no method: ${name}() { … }.`);
    methods.set(name, value as PluginMethod);
  }
  return methods;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mistake(plugin: string, what: string): ModelDefinitionError {
  return new ModelDefinitionError(`The plugin ${JSON.stringify(plugin)} ${what}`);
}
