import { describe } from "../../fields/numeric-type.js";
import type { RelationDefinition } from "../../fields/relation.js";
import { isHeir } from "../inheritance/place.js";
import type { ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { isModelClass, modelBrand } from "../read-class.js";
import { linkRelation } from "./link.js";
import { mistake } from "./mistake.js";
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
      if (linking) {
        throw mistake(
          relation,
          `goes through itself: it goes through ${String(settings.through)}, and that leads back to it. Name a relation that has a key or a join table of its own.`,
        );
      }
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
  const given = call(relation, give);
  const models: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (models.length === 0) throw mistake(relation, `names no model: ${relation.kind}(() => [Post, Photo]).`);
  return models.map((model) => {
    if (!isModelClass(model)) {
      const what = typeof model === "function" ? `${model.name}, which is no model` : shown(model);
      throw mistake(
        relation,
        `leads to ${what}. ${relation.kind}(() => Post) takes a class that extends Model; if the class is imported, two files that import each other need the arrow.`,
      );
    }
    if (Object.hasOwn(model, modelBrand) || (isAbstract(model) && !isHeir(model))) {
      const why = isAbstract(model) ? "is abstract" : "is the base of all models";
      throw mistake(
        relation,
        `leads to ${model.name}, which ${why} and has no table. Name a model with rows of its own.`,
      );
    }
    return metaOf(model);
  });
}

const isAbstract = (model: object): boolean =>
  Object.hasOwn(model, "abstract") && (model as { abstract?: unknown }).abstract === true;

/** A value as a message names it. */
const shown = (value: unknown): string =>
  typeof value === "number" || typeof value === "string" ? JSON.stringify(value) : describe(value);

function call(relation: RelationMeta, give: () => unknown): unknown {
  try {
    return give();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mend = "Models are first used, or given to connect, once every file with a model is loaded.";
    throw mistake(relation, `cannot get the model it leads to: ${reason}. ${mend}`, error);
  }
}
