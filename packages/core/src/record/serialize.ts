import type { ColumnMeta, EmbeddedMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { heldBy } from "./changes.js";
import { isEmbedded } from "./embedded/values.js";
import { isShown, shownOf } from "./relation-property.js";
import { stateOf } from "./state.js";

/** The records that are being written out right now, outermost first: JSON is made in one go. */
const underway = new Set<object>();

/**
 * A record as plain data for JSON: every column but the hidden ones, counts, and the relations that it shows. A record
 * that is met again inside itself is left out there.
 */
export function serialize(record: object, meta: ModelMeta): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const column of meta.columns) {
    if (column.within !== undefined) {
      const name = column.path[0] as string;
      if (Object.hasOwn(record, name)) json[name] ??= plain((record as Readonly<Record<string, unknown>>)[name]);
    } else if (!column.settings.hidden) show(json, column, column.property, heldBy(record, column));
  }
  for (const name of stateOf(record).extras ?? []) json[name] = (record as Record<string, unknown>)[name];
  if (meta.relations.size === 0) return json;
  underway.add(record);
  try {
    for (const name of meta.relations.keys()) {
      if (!isShown(record, name)) continue;
      const value = shownOf(record, name);
      if (!Array.isArray(value)) {
        if (value === null || !underway.has(value as object)) json[name] = plain(value);
      } else json[name] = value.filter((item) => !underway.has(item as object)).map(plain);
    }
  } finally {
    underway.delete(record);
  }
  return json;
}

/** An embedded object as plain data: every property but the hidden ones. */
export function serializeObject(object: object, { parts }: EmbeddedMeta): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const [name, part] of parts) {
    const value = (object as Readonly<Record<string, unknown>>)[name];
    if (isEmbedded(part)) json[name] = plain(value);
    else if (!part.settings.hidden) show(json, part, name, value);
  }
  return json;
}

function show(json: Record<string, unknown>, { type }: ColumnMeta, name: string, value: unknown): void {
  if (value === undefined) return;
  json[name] = type.toJSON && type.refuse(value) === undefined ? type.toJSON(value as never) : value;
}

/** By the record's own method, which its class may have written anew. */
function plain(value: unknown): unknown {
  const toJSON = (value as { toJSON?: () => unknown } | null)?.toJSON;
  return typeof toJSON === "function" ? toJSON.call(value) : value;
}
