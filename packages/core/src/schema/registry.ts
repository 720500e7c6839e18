import { ModelDefinitionError } from "../errors/usage.js";
import { unbound } from "./bound-to.js";
import type { ModelClass } from "./column-meta.js";
import { defineModel } from "./define.js";
import { definePartProperties } from "./embedded/part-properties.js";
import type { ModelMeta } from "./model-meta.js";
import { isModelClass } from "./read-class.js";
import { defineRelationProperties } from "./relations/relation-properties.js";

/** Weak, so that a class made in a test goes with it and nothing has to be reset. */
const metas = new WeakMap<ModelClass, ModelMeta>();

/** All that is known of a model; read from its class at the first call. Throws `ModelDefinitionError`. */
export function metaOf(model: ModelClass): ModelMeta {
  const known = metas.get(model);
  if (known !== undefined) return known;
  const target = unbound(model);
  if (target !== model) {
    const meta = metaOf(target);
    metas.set(model, meta);
    return meta;
  }
  if (!isModelClass(model)) {
    throw new ModelDefinitionError(
      `${String((model as { name?: unknown })?.name ?? model)} is no model: class User extends Model { … }.`,
    );
  }
  const meta = defineModel(model, metaOf);
  defineRelationProperties(meta);
  definePartProperties(meta);
  metas.set(model, meta);
  return meta;
}
