import { expect } from "vitest";
import type { RelationKind } from "../../src/fields/relation.js";
import { field, ModelDefinitionError, manyToMany, manyToOne, oneToMany, oneToOne } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { type AnyModel, modelOf } from "../recording/model.js";

/** Models by their names, asked for late. */
export type Models = Readonly<Record<string, AnyModel>>;

/** A class body: initialisers by property, and static properties. An `id` is added where it declares no key. */
export interface Body {
  readonly statics?: Readonly<Record<string, unknown>>;
  readonly [property: string]: (() => unknown) | Readonly<Record<string, unknown>> | undefined;
}

type Builder = (...given: readonly unknown[]) => unknown;

/** The builders as plain JavaScript calls them: no compiler looks at the arguments. */
export const build = { manyToOne, oneToOne, oneToMany, manyToMany } as unknown as Readonly<
  Record<RelationKind, Builder>
>;
/** `field.foreignKey`, as plain JavaScript calls it. */
export const foreignKey = field.foreignKey as unknown as Builder;

/** Makes models that know each other. `id: undefined` in a body leaves the key to its other fields. */
export function relatedModels(bodies: (models: Models) => Readonly<Record<string, Body>>): Models {
  const models: Record<string, AnyModel> = {};
  for (const [name, { statics, ...given }] of Object.entries(bodies(models))) {
    const fields = "id" in given ? given : { id: () => field.id(), ...given };
    const stated = Object.entries(fields).filter(([, make]) => make !== undefined);
    models[name] = modelOf(name, Object.fromEntries(stated) as Record<string, () => unknown>, statics);
  }
  return models;
}

/** Links every relation of every model, in their order, as `connect` does. */
export function linkAll(models: Models): void {
  for (const model of Object.values(models)) {
    const meta = metaOf(model);
    meta.foreignKeys();
    for (const relation of meta.relations.values()) relation.link();
  }
}

/** The message of the mistake between models; with `first`, this model is linked before the others. */
export function mistakeBetween(bodies: Parameters<typeof relatedModels>[0], first?: string): string {
  const models = relatedModels(bodies);
  const one = first === undefined ? undefined : models[first];
  try {
    if (first !== undefined && one !== undefined) linkAll({ [first]: one });
    linkAll(models);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelDefinitionError);
    const { message, model, fields } = error as ModelDefinitionError;
    // A message is a sentence for a person: no piece of our own insides in it.
    expect(message).not.toMatch(/(?<!to |not )undefined|\[object|is not a function|Cannot read properties/);
    // What a program reads says the same place as the sentence.
    expect([...Object.keys(models)]).toContain(model);
    if (fields?.length) expect(message).toContain(`${model}.${fields[0]}`);
    return message;
  }
  throw new Error("The models were accepted.");
}
