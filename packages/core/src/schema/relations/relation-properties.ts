import { QueryError } from "../../errors/usage.js";
import type { ModelMeta } from "../model-meta.js";
import { relatedTo } from "../read-class.js";
import { Returned } from "../returned.js";
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

/** Makes what is loaded or assigned a property of the record, past the accessor of that name. */
export function show(record: object, name: string, value: unknown): void {
  let Shown = known.get(name);
  if (Shown === undefined) {
    if (known.size >= limit) known.clear();
    Shown = shownAs(name);
    known.set(name, Shown);
  }
  shown = value;
  new Shown(record);
  shown = undefined;
}

/** The most names that are kept; a program that makes them up at run time makes no end of them. */
const limit = 1000;

const known = new Map<string, new (target: object) => object>();

/** What the field of the class below becomes. */
let shown: unknown;

/** A field of a class is defined as `Object.defineProperty` would, which V8 does several times faster. */
function shownAs(name: string): new (target: object) => object {
  return class extends Returned {
    [name] = shown;
  };
}

function notAwaited(model: string, name: string): QueryError {
  return new QueryError(
    `${model}.${name} is set to a relation that was not awaited, so nothing would be saved. Await it first.`,
    { model, fields: [name] },
  );
}
