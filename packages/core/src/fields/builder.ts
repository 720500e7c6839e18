import type { Column, Defaulted } from "./column.js";
import type { FieldDefinition, FieldOptions } from "./definition.js";
import { initialise } from "./initialise.js";
import type { SqlDefault } from "./kinds.js";

/** A value, a function called for each new record, or `` sql`…` `` that the database evaluates. */
export type Fallback<T> = T | (() => T) | SqlDefault;

// Three ways to be absent, one an overload. Each names all of their options: editors offer what an overload names.

/** The column accepts NULL, and the property `null`. */
export interface Nullable<T> {
  /** Whether the column accepts NULL, and the property `null`; it does not if not given. */
  nullable: true;
  /** What the property holds when no value is given; `null` if not given. */
  default?: Fallback<T | null> | undefined;
}

/** The property has a value when none is given. */
export interface HasDefault<T> {
  /** Whether the column accepts NULL, and the property `null`; it does not if not given. */
  nullable?: false | undefined;
  /** What the property holds when no value is given. */
  default: Fallback<T>;
}

/** A value has to be given. */
export interface NoDefault {
  /** Whether the column accepts NULL, and the property `null`; it does not if not given. */
  nullable?: false | undefined;
  /** What the property holds when no value is given: a value, a function, or `` sql`…` ``. */
  default?: undefined;
}

/** `field.x(options)`, for types that need nothing else. Overloads, so that a misspelt option is an error. */
export interface Builder<T, Extra = unknown> {
  (options: FieldOptions<T> & Extra & Nullable<T>): Defaulted<T> | null;
  (options: FieldOptions<T> & Extra & HasDefault<T>): Defaulted<T>;
  (options?: FieldOptions<T> & Extra & NoDefault): Column<T>;
}

/** `field.x(length, options)`. */
export interface SizedBuilder<T, Extra = unknown> {
  (length: number, options: FieldOptions<T> & Extra & Nullable<T>): Defaulted<T> | null;
  (length: number, options: FieldOptions<T> & Extra & HasDefault<T>): Defaulted<T>;
  (length: number, options?: FieldOptions<T> & Extra & NoDefault): Column<T>;
}

/**
 * Makes a public builder from the function that reads its arguments: called in a class body it declares a field once,
 * and gives each instance its value ever after. The declared type is what the property holds, which is why this one
 * cast is true: while an instance is made, the call really returns that value.
 */
export function builder<Signature>(define: (...given: never[]) => FieldDefinition): Signature {
  const build = (...given: never[]): unknown => initialise(build, given, () => define(...given));
  return build as Signature;
}
