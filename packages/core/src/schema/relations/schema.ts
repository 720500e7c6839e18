import type { ModelClass } from "../column-meta.js";
import type { ModelMeta } from "../model-meta.js";
import type { TableSource } from "../table-source.js";

/** What relations need of the schema that they are part of; handed in, since it is what makes them. */
export interface Schema {
  readonly metaOf: (model: ModelClass) => ModelMeta;
  readonly defineTable: (source: TableSource, metaOf: (model: ModelClass) => ModelMeta) => ModelMeta;
}
