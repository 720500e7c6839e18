import { compareIdentity } from "../fields/compare.js";
import type { FieldType } from "../fields/definition.js";
import type { ColumnMeta } from "./column-meta.js";
import type { ModelMeta } from "./model-meta.js";

/** The text that an encrypted column holds, taken as it is. */
const storedText: FieldType = {
  name: "stored",
  kind: "encrypted",
  facets: {},
  rules: [],
  refuse: () => undefined,
  comparison: compareIdentity,
  samples: [],
};

const made = new WeakMap<ModelMeta, ModelMeta>();

/**
 * A model's table as the database sees it: what is encrypted stays the text that it is. It has no rules, relations or
 * history, and a number of its own, so that no statement over it is taken for one over the model.
 */
export function storedMeta(meta: ModelMeta): ModelMeta {
  const known = made.get(meta);
  if (known !== undefined) return known;
  const columns = meta.columns.map(asStored);
  const stored: ModelMeta = Object.freeze<ModelMeta>({
    ...meta,
    id: -meta.id,
    columns,
    byProperty: new Map(columns.map((column) => [column.property, column])),
    byColumn: new Map(columns.map((column) => [column.name, column])),
    relations: new Map(),
    rules: [],
    defaultScopes: new Map(),
    audited: undefined,
  });
  made.set(meta, stored);
  return stored;
}

function asStored(column: ColumnMeta): ColumnMeta {
  if (column.type.sealed === undefined) return column;
  return { ...column, type: storedText, settings: { ...column.settings, normalize: undefined, validate: undefined } };
}
