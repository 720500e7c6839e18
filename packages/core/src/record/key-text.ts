import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";

/** A value as JSON shows it: a date as its text, bytes in base64. */
export function jsonOf({ type }: ColumnMeta, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type.refuse(value) !== undefined) return String(value);
  const canonical = type.canonical === undefined ? value : type.canonical(value as never);
  return type.toJSON === undefined ? canonical : type.toJSON(canonical as never);
}

/** The key of a row as one text: its value, or those of a composite key as a list in JSON. */
export function keyText({ primaryKey }: ModelMeta, valueIn: (column: ColumnMeta) => unknown): string {
  const parts = primaryKey.map((column) => jsonOf(column, valueIn(column)));
  const [first] = parts;
  return parts.length === 1 ? String(first) : JSON.stringify(parts);
}
