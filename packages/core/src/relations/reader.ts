import type { Engine } from "../connection/engine.js";
import type { ModelMeta, RelationStep } from "../schema/model-meta.js";
import type { Read } from "../statement/read.js";
import type { Identity } from "./parent-key.js";

/** Records, and for reads by way of a join table the key that each was found by. */
export interface Fetched {
  readonly records: readonly object[];
  readonly carried: readonly (readonly unknown[])[] | undefined;
}

/** How reads are run. Handed in, since loading needs reading and reading needs loading. */
export interface Reader {
  /** Runs a read and all that is loaded after it. */
  readonly fetch: (engine: Engine, read: Read) => Promise<Fetched>;
  /** Loads what comes after a read for records that were fetched without. */
  readonly follow: (engine: Engine, read: Read, fetched: Fetched) => Promise<void>;
  /** Whether a read may be sent now without waiting for what was sent before. */
  readonly mayJoin: (engine: Engine, read: Read) => boolean;
}

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
