import type { ColumnMeta } from "../column-meta.js";
import type { ModelMeta } from "../model-meta.js";
import { showObjects } from "./inspect.js";

/**
 * Name of the method of every model by which a column of an embedded object is set: how what lies below reaches the
 * records above it, without importing them.
 */
export const setPart = Symbol.for("@chakra-orm/set-part");

/** A record with the method that every model has. */
interface Settable {
  [setPart](column: ColumnMeta, value: unknown): void;
}

/**
 * Gives the model's prototype a property for each column of its embedded objects, `record["home.city"]`, which nobody
 * sees: whoever reads or writes the columns of a record does so in one way, wherever the value is.
 */
export function definePartProperties({ prototype, columns, embedded }: ModelMeta): void {
  if (embedded.size === 0) return;
  showObjects(prototype);
  for (const { within } of embedded.values()) if (within !== undefined) showObjects(within.type.prototype);
  for (const column of columns) {
    if (column.within === undefined) continue;
    Object.defineProperty(prototype, column.property, {
      configurable: true,
      enumerable: false,
      get(this: object) {
        return valueAt(this, column.path);
      },
      set(this: Settable, value: unknown) {
        this[setPart](column, value);
      },
    });
  }
}

/** What is at the end of the way: `null` where an object on it is missing. */
function valueAt(record: object, path: readonly string[]): unknown {
  let at: unknown = record;
  for (const name of path) {
    if (at === null || at === undefined) return at;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
}
