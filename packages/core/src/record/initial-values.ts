import type { InitialValues } from "../fields/initialise.js";
import { normalOf } from "../fields/normal-form.js";
import { isSql } from "../fragment/sql.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { isHandle } from "../schema/relations/handle.js";
import { handleOf, hide, shownOf } from "./relation-property.js";

/** First values of a new record: what was given, or the default. `undefined` is left to the database. */
export function initialValues(
  record: object,
  meta: ModelMeta,
  given: Readonly<Record<string, unknown>>,
): InitialValues {
  const get = (property: string): unknown => {
    const column = meta.byProperty.get(property);
    if (Object.hasOwn(given, property) && given[property] !== undefined) {
      return column === undefined ? given[property] : normalOf(column, given[property]);
    }
    return column === undefined ? handleOf(record, property) : defaultOf(column);
  };
  return meta.relations.size === 0 ? { get } : { get, set: (property) => unveil(record, meta, property) };
}

/** The values of a row. */
export function rowValues(record: object, meta: ModelMeta, values: readonly unknown[]): InitialValues {
  const get = (property: string): unknown => {
    const column = meta.byProperty.get(property);
    return column === undefined ? handleOf(record, property) : values[column.index];
  };
  return meta.relations.size === 0 ? { get } : { get, set: (property) => unveil(record, meta, property) };
}

/**
 * A class field has made the handle of a relation the record's own; the property of the prototype gives the same, and
 * keeps spread, JSON and the console free of it. Done before the next property comes, it costs nothing.
 */
function unveil(record: object, { relations }: ModelMeta, property: string): void {
  if (relations.has(property) && Object.hasOwn(record, property) && isHandle(shownOf(record, property))) {
    hide(record, property);
  }
}

function defaultOf({ settings, nullable, autoIncrement, type }: ColumnMeta): unknown {
  // Stamped when the row is written, both with one moment.
  if (settings.role === "createdAt" || settings.role === "updatedAt") return undefined;
  const value = settings.default;
  if (typeof value === "function") return value();
  if (settings.generated !== undefined || autoIncrement || isSql(value)) return undefined;
  if (value === undefined) return nullable ? null : undefined;
  // Each record gets an object of its own, or a change to one would be a change to all.
  return value === null ? null : type.comparison.restore(type.comparison.snapshot(value));
}
