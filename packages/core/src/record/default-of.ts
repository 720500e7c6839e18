import { isSql } from "../fragment/sql.js";
import type { ColumnMeta } from "../schema/column-meta.js";

/** What a property holds that nobody gave a value. `undefined` is left to the database. */
export function defaultOf({ settings, autoIncrement, type }: ColumnMeta): unknown {
  // Stamped when the row is written, both with one moment.
  if (settings.role === "createdAt" || settings.role === "updatedAt") return undefined;
  const value = settings.default;
  if (typeof value === "function") return value();
  if (settings.generated !== undefined || autoIncrement || isSql(value)) return undefined;
  if (value === undefined) return settings.nullable ? null : undefined;
  // Each record gets an object of its own, or a change to one would be a change to all.
  return value === null ? null : type.comparison.restore(type.comparison.snapshot(value));
}
