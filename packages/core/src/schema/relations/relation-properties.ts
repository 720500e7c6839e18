import { QueryError } from "../../errors/usage.js";
import type { ModelMeta } from "../model-meta.js";
import { relatedTo } from "../read-class.js";
import { handleFrom } from "./handle.js";

/** A record with the method that every model has. */
export interface Relating {
  [relatedTo](name: string): unknown;
}

/**
 * Gives the model's prototype a property for each relation: reading it gives the handle, and a relation that is loaded
 * or assigned is a property of the record itself, before this one. So a row becomes a record without a handle being made.
 */
export function defineRelationProperties({ name: model, prototype, relations }: ModelMeta): void {
  for (const name of relations.keys()) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: false,
      get(this: Relating) {
        return this[relatedTo](name);
      },
      set(this: object, value: unknown) {
        const handle = handleFrom(value);
        if (handle === undefined) show(this, name, value);
        // Compiled without class fields, an initialiser assigns the handle that it was given.
        else if (handle.record !== this || handle.name !== name) throw notAwaited(model, name);
      },
    });
  }
}

/** Makes what is loaded or assigned a property of the record. */
export function show(record: object, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}

function notAwaited(model: string, name: string): QueryError {
  return new QueryError(
    `${model}.${name} is set to a relation that was not awaited, so nothing would be saved. Await it first.`,
    { model, fields: [name] },
  );
}
