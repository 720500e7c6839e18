import type { ModelMeta, RelationStep } from "../schema/model-meta.js";
import type { Identity } from "./parent-key.js";

/** Parents that look for records of one model, by the same step. */
export interface Group {
  readonly meta: ModelMeta;
  readonly steps: readonly RelationStep[];
  /** The keys that are looked for, each once: a list for each of their columns. */
  readonly lists: readonly unknown[][];
  /** Where in these lists a key is. */
  readonly places: Map<Identity, number>;
  /** Of each parent its number, and beside it where its key is. */
  readonly parents: number[];
  readonly keys: number[];
}
