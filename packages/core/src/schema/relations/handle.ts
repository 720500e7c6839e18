import { describe } from "../../fields/numeric-type.js";

/** On the prototype of handles, so that a handle is known across two copies of this package. */
export const handleBrand = Symbol.for("@chakra-orm/handle");

/** Whose relation a handle is of, and which. */
export interface HandleOf {
  readonly record: object;
  readonly name: string;
}

/** Whose handle `value` is, if it is what a relation's property gives before the relation is loaded. */
export function handleFrom(value: unknown): HandleOf | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as { [handleBrand]?: HandleOf })[handleBrand];
}

/** Tells whether `value` is what a relation's property gives before the relation is loaded. */
export function isHandle(value: unknown): boolean {
  return handleFrom(value) !== undefined;
}

/** Names what was given where a record belongs: most often an `await` is missing. */
export function describeGiven(value: unknown): string {
  return isHandle(value) ? "a relation that was not awaited" : describe(value);
}
