import type { ModelMeta } from "../model-meta.js";
import { relatedTo } from "../read-class.js";

/** On the prototype of handles, so that a handle is known across two copies of this package. */
export const handleBrand = Symbol.for("@chakra-orm/handle");

/** Tells whether `value` is what a relation's property gives before the relation is loaded. */
export function isHandle(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { [handleBrand]?: unknown })[handleBrand] === true;
}

/** A record with the method that every model has. */
export interface Relating {
  [relatedTo](name: string): unknown;
}

/**
 * Gives the model's prototype a property for each relation: reading it gives the handle, and a relation that is loaded
 * or assigned is a property of the record itself, before this one. So a row becomes a record without a handle being made.
 */
export function defineRelationProperties({ prototype, relations }: ModelMeta): void {
  for (const name of relations.keys()) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: false,
      get(this: Relating) {
        return this[relatedTo](name);
      },
      set(this: object, value: unknown) {
        // Compiled without class fields, an initialiser assigns the handle that it was given.
        if (!isHandle(value)) show(this, name, value);
      },
    });
  }
}

/** Makes what is loaded or assigned a property of the record. */
export function show(record: object, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}
