import type { InitialValues } from "../fields/initialise.js";
import { isSql } from "../fragment/sql.js";
import type { ColumnMeta, ModelMeta } from "../schema/model-meta.js";

/** First values of a new record: what was given, or the default. `undefined` is left to the database. */
export function initialValues(meta: ModelMeta, given: Readonly<Record<string, unknown>>): InitialValues {
  return {
    get(property) {
      if (Object.hasOwn(given, property) && given[property] !== undefined) return given[property];
      return defaultOf(meta.byProperty.get(property) as ColumnMeta);
    },
  };
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
