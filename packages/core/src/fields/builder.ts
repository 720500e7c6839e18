import type { Column, Defaulted } from "./column.js";
import type { FieldDefinition, FieldOptions } from "./definition.js";
import { initialise } from "./initialise.js";
import type { SqlDefault } from "./kinds.js";

/** The column accepts NULL, and the property `null`. */
export interface Nullable {
  nullable: true;
}

/** The property has a value when none is given. */
export interface HasDefault<T> {
  /** A value, a function called for each new record, or `` sql`…` `` that the database evaluates. */
  default: T | (() => T) | SqlDefault;
}

/** The property gets a new value at each update that does not set it. */
export interface HasOnUpdate<T> {
  onUpdate: () => T;
}

/** `field.x(options)`, for types that need nothing else. Overloads, so that a misspelt option is an error. */
export interface Builder<T, Extra = unknown> {
  (options: FieldOptions<T> & Extra & Nullable & Partial<HasDefault<T | null> & HasOnUpdate<T>>): Defaulted<T> | null;
  (options: FieldOptions<T> & Extra & (HasDefault<T> | HasOnUpdate<T>)): Defaulted<T>;
  (options?: FieldOptions<T> & Extra): Column<T>;
}

/** `field.x(length, options)`. */
export interface SizedBuilder<T, Extra = unknown> {
  (
    length: number,
    options: FieldOptions<T> & Extra & Nullable & Partial<HasDefault<T | null> & HasOnUpdate<T>>,
  ): Defaulted<T> | null;
  (length: number, options: FieldOptions<T> & Extra & (HasDefault<T> | HasOnUpdate<T>)): Defaulted<T>;
  (length: number, options?: FieldOptions<T> & Extra): Column<T>;
}

/**
 * Makes a public builder from the function that reads its arguments: called in a class body it declares a field once,
 * and gives each instance its value ever after. The declared type is what the property holds, which is why this one
 * cast is true: while an instance is made, the call really returns that value.
 */
export function builder<Signature>(define: (...given: never[]) => FieldDefinition): Signature {
  const build = (...given: never[]): unknown => initialise(build, () => define(...given));
  return build as Signature;
}
