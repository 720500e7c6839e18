import { ModelDefinitionError } from "../errors/usage.js";
import { builder } from "./builder.js";
import type { Managed } from "./column.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { enumType } from "./enum.js";
import { readSettings } from "./settings.js";
import { textType } from "./text-type.js";

/** Options of `field.discriminator`. */
export type DiscriminatorOptions = Pick<FieldOptions<never>, "column" | "comment" | "hidden">;

/** `field.discriminator(values, options)`. */
export interface DiscriminatorBuilder {
  <const V extends readonly string[]>(values: V, options?: DiscriminatorOptions): Managed<V[number]>;
  (options?: DiscriminatorOptions): Managed<string>;
}

const shared = ["column", "comment", "hidden"];

/** Where no values are listed, any short text may be one. */
const length = 63;

/**
 * The column of `static discriminator`, which says of which class a row is. With a list of values the database keeps to
 * the list; without one, to those of the classes that are known when the table is made.
 */
export const discriminator = builder<DiscriminatorBuilder>((...given: readonly unknown[]) => {
  const isListed = Array.isArray(given[0]);
  if (!isListed && given.length > 1) {
    throw new ModelDefinitionError('field.discriminator takes its values in a list: field.discriminator(["card"]).');
  }
  return discriminatorField(isListed ? given[0] : undefined, given[isListed ? 1 : 0] as object | undefined);
});

/** The field itself; also that of a class which names it and leaves it to us to declare it. */
export function discriminatorField(values?: unknown, options?: object): FieldDefinition {
  const type =
    values === undefined
      ? textType("discriminator", "string", {}, length)
      : { ...enumType(values, undefined), name: "discriminator" };
  const settings = readSettings("discriminator", options, [], { role: "discriminator" }, shared);
  return new FieldDefinition(type, { ...settings, readonly: true, index: true });
}
