import type { Engine } from "../connection/engine.js";
import type { Load, Read } from "../statement/read.js";
import type { SelectStatement } from "../statement/tree.js";
import type { Asked } from "./asked.js";
import type { Fetched } from "./fetched.js";

/** How reads are run. Handed in, since loading needs reading and reading needs loading. */
export interface Reader {
  /** Runs a read and all that is loaded after it. */
  readonly fetch: (engine: Engine, read: Read) => Promise<Fetched>;
  /** The statement of a read, if it is one that may be run by itself, with others, and its rows taken later. */
  readonly statementOf: (read: Read) => SelectStatement | undefined;
  /** Makes the rows of such a statement into records. */
  readonly take: (engine: Engine, select: SelectStatement, rows: unknown[][]) => Fetched;
  /** Loads what comes after a read for records that were fetched without; some of it may have been asked for. */
  readonly follow: (
    engine: Engine,
    read: Read,
    fetched: Fetched,
    asked: ReadonlyMap<Load, Asked> | undefined,
  ) => Promise<void>;
}
