import { ModelDefinitionError } from "../errors/usage.js";
import type { ModelClass } from "./column-meta.js";
import { appliedTo, type PluginParts } from "./plugin.js";
import { lineage } from "./read-class.js";

/** The plugins that a class and those it extends use: the base class's first, each class's in the order of use. */
export function pluginsOf(model: ModelClass): readonly PluginParts[] {
  return lineage(model)
    .reverse()
    .flatMap((at) => appliedTo(at) ?? []);
}

/** As `pluginsOf`, of a class that was read: a field would hide a plugin's method from every record. */
export function readPlugins(model: ModelClass, properties: readonly Iterable<string>[]): readonly PluginParts[] {
  const plugins = pluginsOf(model);
  if (plugins.length === 0) return plugins;
  const own = new Set(properties.flatMap((names) => [...names]));
  for (const { name, instance } of plugins) {
    const hidden = [...instance.keys()].find((method) => own.has(method));
    if (hidden === undefined) continue;
    throw new ModelDefinitionError(
      `${model.name}.${hidden} hides the method of that name that the plugin ${JSON.stringify(name)} gives. Rename the property; { column: ${JSON.stringify(hidden)} } keeps the column's name.`,
      { model: model.name, fields: [hidden] },
    );
  }
  return plugins;
}
