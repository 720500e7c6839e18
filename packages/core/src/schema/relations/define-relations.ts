import { ModelDefinitionError } from "../../errors/usage.js";
import type { RelationDefinition } from "../../fields/relation.js";
import type { ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { isModelClass } from "../read-class.js";
import { linkRelation } from "./link.js";
import type { Schema } from "./schema.js";

/** Makes the relations of a model. `owner` is asked for late: it holds them. */
export function defineRelations(
  owner: () => ModelMeta,
  definitions: ReadonlyMap<string, RelationDefinition>,
  schema: Schema,
): ReadonlyMap<string, RelationMeta> {
  const relations = new Map<string, RelationMeta>();
  for (const [name, definition] of definitions) relations.set(name, define(owner, name, definition, schema));
  return relations;
}

function define(owner: () => ModelMeta, name: string, definition: RelationDefinition, schema: Schema): RelationMeta {
  const { kind, settings } = definition;
  let link: RelationLink | undefined;
  let linking = false;
  const relation: RelationMeta = {
    name,
    kind,
    get model() {
      return owner().name;
    },
    many: kind === "oneToMany" || kind === "manyToMany",
    nullable: settings.nullable === true || settings.latestBy !== undefined,
    settings,
    targets: () => readTargets(relation, definition.target, schema),
    link: () => {
      if (link !== undefined) return link;
      if (linking) throw new ModelDefinitionError(`${relation.model}.${name} goes through itself.`);
      linking = true;
      try {
        link = Object.freeze(linkRelation(owner(), relation, schema));
        return link;
      } finally {
        linking = false;
      }
    },
  };
  return Object.freeze(relation);
}

function readTargets(relation: RelationMeta, give: () => unknown, { metaOf }: Schema): readonly ModelMeta[] {
  const where = `${relation.model}.${relation.name}`;
  const given = call(where, give);
  const models: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (models.length === 0)
    throw new ModelDefinitionError(`${where} names no model: ${relation.kind}(() => [Post, Photo]).`);
  return models.map((model) => {
    if (isModelClass(model)) return metaOf(model);
    const what = typeof model === "function" ? `${model.name}, which is no model` : String(model);
    throw new ModelDefinitionError(
      `${where} leads to ${what}. ${relation.kind}(() => Post) takes a class that extends Model; if the class is imported, two files that import each other need the arrow.`,
      { model: relation.model, fields: [relation.name] },
    );
  });
}

function call(where: string, give: () => unknown): unknown {
  try {
    return give();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mend = "Models are first used, or given to connect, once every file with a model is loaded.";
    throw new ModelDefinitionError(`${where} cannot get the model it leads to: ${reason}. ${mend}`, { cause: error });
  }
}
