import type { ModelMeta } from "@chakra-orm/core/internal";

type RelationMeta = ModelMeta["relations"] extends ReadonlyMap<string, infer R> ? R : never;

/** The properties of a model that say the same as one of its to-one relations: `authorId` for `author`. */
export function keysOf(relation: RelationMeta): string[] {
  const { owned, polymorphic, steps } = relation.link();
  if (!owned) return [];
  if (polymorphic === undefined) return (steps[0]?.from ?? []).map(({ property }) => property);
  const columns = [...polymorphic.choices.values()].flatMap(({ from }) => from);
  return [...new Set([polymorphic.typeColumn, ...columns])].map(({ property }) => property);
}

/** The properties that are said by this one already: the key's of a relation, the relations' of a key. */
export function rivalsOf({ relations }: ModelMeta, property: string): string[] {
  const relation = relations.get(property);
  return relation === undefined ? relationsBy(relations, [property]) : keysOf(relation);
}

/** The properties of a record at the other end that the relation itself says, or that would lead back. */
export function saidBy(relation: RelationMeta): string[] {
  const { owned, inverse, join, steps, target } = relation.link();
  const back = inverse === undefined ? [] : [inverse.name];
  // A parent has its own list of children besides the one that it is made for.
  if (owned) return inverse?.many === true ? [] : back;
  const [step] = steps;
  if (join !== undefined || step === undefined) return back;
  const type = step.only === undefined ? [] : [step.only.column];
  const keys = [...step.to, ...type].map(({ property }) => property);
  return [...back, ...keys, ...relationsBy(target.relations, keys)];
}

function relationsBy(relations: ModelMeta["relations"], keys: readonly string[]): string[] {
  const by = [...relations.values()].filter((relation) => keysOf(relation).some((key) => keys.includes(key)));
  return by.map(({ name }) => name);
}
