import { ModelDefinitionError } from "../../errors/usage.js";
import { isReading } from "../../fields/initialise.js";
import { plugQueryMethod } from "../../query/pluggable.js";
import type { ModelClass as AnyModelClass } from "../../schema/column-meta.js";
import { isHeir } from "../../schema/inheritance/place.js";
import { markApplied, Plugin, type PluginParts } from "../../schema/plugin.js";
import { pluginsOf } from "../../schema/plugins.js";
import { isDeclaration, lineage } from "../../schema/read-class.js";
import { query } from "../joins.js";
import type { ModelClass } from "../types.js";

type Base = AnyModelClass & { readonly abstract?: unknown };

/** A class of its own for each plugin, between `base` and the model that is to extend the last of them. */
export function use(base: Base, plugins: readonly unknown[]): object {
  refuseModel(base);
  if (plugins.length === 0) {
    throw new ModelDefinitionError(`${base.name}.use takes one plugin or more: ${base.name}.use(sluggable).`);
  }
  return plugins.reduce<Base>((at, plugin) => {
    if (Plugin.is(plugin)) return extended(at, plugin.parts);
    const made = typeof plugin === "function" ? " Does the function make one? Then call it." : "";
    throw new ModelDefinitionError(
      `${base.name}.use was given ${typeof plugin === "object" ? "something" : `a ${typeof plugin}`} that is no plugin.${made} definePlugin({ name: "…", … }) makes one.`,
    );
  }, base);
}

/** What extends a model has a table of its own, so it is no base for plugins. */
function refuseModel(base: Base): void {
  if (lineage(base).length === 0 || (Object.hasOwn(base, "abstract") && base.abstract === true)) return;
  // Its subclasses share its table.
  if (isHeir(base)) return;
  throw new ModelDefinitionError(
    `${base.name} is a model with a table of its own, which cannot be a base for another: class ${base.name} extends Model.use(…) gives it the plugin itself. A base for others says static abstract = true.`,
    { model: base.name },
  );
}

function extended(base: Base, parts: PluginParts): Base {
  refuseClashes(base, parts);
  const { name, fields, instance, statics } = parts;
  const made = class extends (base as new (...given: readonly unknown[]) => object) {
    constructor(...given: readonly unknown[]) {
      super(...given);
      if (fields !== undefined) declare(this, name, fields());
    }
  };
  Object.defineProperty(made, "name", { value: `${base.name}.use(${name})` });
  Object.defineProperty(made, "abstract", { value: true });
  for (const [method, descriptor] of instance) Object.defineProperty(made.prototype, method, descriptor);
  for (const [method, descriptor] of statics) Object.defineProperty(made, method, descriptor);
  for (const [method, run] of parts.query) {
    plugQueryMethod(method);
    Object.defineProperty(made, method, {
      value(this: ModelClass<object>, ...given: unknown[]) {
        return run.apply(query(this), given);
      },
    });
  }
  markApplied(made, parts);
  return made as unknown as Base;
}

/** Gives a record the fields of a plugin, as the class body gives it the class's own. */
function declare(record: object, plugin: string, fields: object): void {
  const reading = isReading(record);
  for (const [property, value] of Object.entries(fields)) {
    if (!reading) {
      (record as Record<string, unknown>)[property] = value;
      continue;
    }
    if (!isDeclaration(value)) {
      throw new ModelDefinitionError(
        `the field ${property} of the plugin ${JSON.stringify(plugin)} is none: ${property}: field.string(100). Or it comes from another copy of @chakra-orm/core: npm ls @chakra-orm/core says which there are, and fields have to be of the model's own.`,
      );
    }
    if (Object.hasOwn(record, property)) {
      throw new ModelDefinitionError(
        `the plugin ${JSON.stringify(plugin)} has the field ${property}, which what comes before it has too. Leave one of them out.`,
      );
    }
    Object.defineProperty(record, property, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** Of two things with one name, one would be missing without a word. */
function refuseClashes(base: Base, { name, instance, statics, query }: PluginParts): void {
  if (pluginsOf(base).some((other) => other.name === name)) {
    throw new ModelDefinitionError(
      `${base.name} uses the plugin ${JSON.stringify(name)} already: use it once, or give the other one another name.`,
      { model: base.name },
    );
  }
  const clash =
    [...instance.keys()].find((method) => method in base.prototype) ??
    [...statics.keys(), ...query.keys()].find((method) => method in base);
  if (clash === undefined) return;
  const other = pluginsOf(base).find(
    (each) => each.instance.has(clash) || each.statics.has(clash) || each.query.has(clash),
  );
  throw new ModelDefinitionError(
    `The plugin ${JSON.stringify(name)} has the method ${clash}, and so has ${other === undefined ? base.name : `the plugin ${JSON.stringify(other.name)}`}. Rename one of them, or use only one.`,
    { model: base.name },
  );
}
