import { ConfigurationError } from "@chakra-orm/core";
import { type Draft, draw, type Occasion } from "./draw.js";
import { saidBy } from "./own-columns.js";
import { type Attributes, type Making, type Recipe, recipeOf, Several } from "./recipe.js";

/** A record, and what it was made from. */
export interface Made {
  readonly record: object;
  readonly draft: Draft;
}

/** A new record with new ones in its relations. All of them are added to `made`, those that it refers to first. */
export function build(draft: Draft, made: Made[]): object {
  const model = draft.recipe.meta.model as unknown as Making;
  const record = new model(attributesOf(draft, made));
  made.push({ record, draft });
  return record;
}

/** What the record of a draft takes: new records in the place of factories. */
export function attributesOf(draft: Draft, made: Made[]): Attributes {
  const attributes = [...draft.attributes].map(([name, value]) => [name, resolved(draft, name, value, made)]);
  // Not by assigning: a name such as __proto__ would not become a property.
  return Object.fromEntries(attributes) as Attributes;
}

function resolved(draft: Draft, name: string, value: unknown, made: Made[]): unknown {
  if (value instanceof Several) {
    const { recipe, count, overrides } = value;
    const occasion = occasionOf(draft, name, recipe, true);
    return Array.from({ length: count }, () => build(draw(recipe, overrides, occasion), made));
  }
  const one = (item: unknown, many: boolean): unknown => {
    const recipe = recipeOf(item);
    return recipe === undefined ? item : build(draw(recipe, {}, occasionOf(draft, name, recipe, many)), made);
  };
  return Array.isArray(value) ? value.map((item) => one(item, true)) : one(value, false);
}

/** Where a record of another factory is wanted. Throws where a relation of this name does not lead to one. */
export function occasionOf({ recipe, path }: Draft, name: string, wanted: Recipe, many: boolean): Occasion {
  const { meta } = recipe;
  const where = `${meta.name}.${name}`;
  const relation = meta.relations.get(name);
  if (relation === undefined) {
    throw misplaced(recipe, name, `${where} is no relation, so the factory of ${wanted.meta.name} cannot stand there.`);
  }
  if (!relation.targets().includes(wanted.meta)) {
    const targets = relation.targets().map((target) => target.name);
    throw misplaced(recipe, name, `${where} takes a ${targets.join(" or ")}, not the factory of ${wanted.meta.name}.`);
  }
  if (relation.many !== many) {
    const mend = relation.many
      ? "is a list: give it factory.times(2), or [factory]."
      : "is one record: leave times out.";
    throw misplaced(recipe, name, `${where} ${mend}`);
  }
  return { path: [...path, where], without: saidBy(relation) };
}

function misplaced({ meta }: Recipe, field: string, message: string): ConfigurationError {
  return new ConfigurationError(message, { model: meta.name, fields: [field] });
}
