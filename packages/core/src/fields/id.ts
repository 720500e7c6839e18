import { builder } from "./builder.js";
import type { Defaulted } from "./column.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { integerType } from "./numeric-type.js";
import { readSettings } from "./settings.js";

/** Options of `field.id`: it is the primary key already. */
export type IdOptions = Pick<FieldOptions<number>, "column" | "comment" | "hidden">;

/** `field.id()`. */
export type IdBuilder = (options?: IdOptions) => Defaulted<number>;

const safe = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/**
 * The primary key that the database numbers: a 64-bit column held as a number, checked to stay exact.
 * For more rows than 9 007 199 254 740 991, or a key that is not a number, use `bigInteger` or `uuid`.
 */
export const id = builder<IdBuilder>((options?: IdOptions) => {
  const type = integerType("id", "int64", safe, {}, { autoIncrement: true });
  const settings = readSettings("id", options, [], {}, ["column", "comment", "hidden"]);
  return new FieldDefinition(type, { ...settings, primaryKey: true });
});
