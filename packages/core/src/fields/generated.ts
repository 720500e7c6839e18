import { ModelDefinitionError } from "../errors/usage.js";
import { isSql, type SqlFragment } from "../fragment/sql.js";
import { builder } from "./builder.js";
import type { Computed, Plain } from "./column.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { readSettings } from "./settings.js";

/** Options of `field.generated`. */
export type GeneratedOptions = Pick<FieldOptions<never>, "column" | "comment" | "hidden" | "index" | "unique">;

const shared = ["column", "comment", "hidden", "index", "unique"];

/** `field.generated(expression, of, options)`. */
export type GeneratedBuilder = <E>(
  expression: SqlFragment,
  of: E,
  options?: GeneratedOptions,
) => null extends E ? Computed<Plain<Exclude<E, null>>> | null : Computed<Plain<E>>;

/**
 * A column that the database computes from others of the row and stores:
 * ``field.generated(sql`lower(${sql.column("email")})`, field.text())``.
 */
export const generated = builder<GeneratedBuilder>((expression: unknown, of: unknown, options?: object) => {
  if (!isSql(expression)) {
    throw new ModelDefinitionError(
      "field.generated takes its expression first, made by the sql tag: sql`price * amount`.",
    );
  }
  if (!(of instanceof FieldDefinition) || of.type === undefined) {
    throw new ModelDefinitionError("field.generated takes the field that the result is held as second: field.text().");
  }
  const settings = readSettings("generated", options, [], { generated: expression }, shared);
  return new FieldDefinition(of.type, { ...settings, nullable: of.settings.nullable, readonly: true });
});
