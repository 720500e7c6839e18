import type { ModelMeta } from "../schema/model-meta.js";
import { heldBy } from "./changes.js";

/** A record as plain data for JSON: every column but the hidden ones. */
export function serialize(record: object, meta: ModelMeta): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const column of meta.columns) {
    if (column.settings.hidden) continue;
    const value = heldBy(record, column);
    if (value === undefined) continue;
    const { toJSON } = column.type;
    json[column.property] = toJSON && column.type.refuse(value) === undefined ? toJSON(value as never) : value;
  }
  return json;
}
