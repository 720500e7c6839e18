import type { Dialect } from "../dialect/dialect.js";
import type { Commenter } from "../events/comment.js";
import type { Emitter } from "../events/emitter.js";
import type { EventSource } from "../events/event-source.js";
import type { Meter } from "../events/meter.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { StatementCache } from "../sql/cache.js";
import type { Pool } from "./pool.js";
import { currentScope } from "./scope.js";
import type { Sharing } from "./sharing.js";
import type { Transaction } from "./transaction.js";

/** What a database is made of, behind the public `Database`. Records remember theirs. */
export interface Engine {
  readonly name: string;
  /** The databases that it was connected beside, and is one of, by name. */
  readonly beside: Map<string, Engine>;
  readonly dialect: Dialect;
  readonly pool: Pool;
  /** Reads that share connections of the pool. */
  readonly sharing: Sharing;
  /** The most look-ups by key of one turn that become one statement; 1 for none. */
  readonly merge: number;
  readonly cache: StatementCache;
  readonly emitter: Emitter;
  /** What events say of which database they are of. */
  readonly source: EventSource;
  readonly meter: Meter;
  /** Writes the comments of statements, if they are to have any. */
  readonly commenter: Commenter | undefined;
  /** The models that live here, as `connect` was told. */
  readonly models: Set<ModelMeta>;
  /** A transaction that calls outside any other join: how a test runs in one that is rolled back. */
  ambient: Transaction | undefined;
  /** What happens when a relation is read that was not loaded. */
  lazyLoading: LazyLoading;
  /** What cursors of pages are signed with. */
  readonly cursorSecret: string;
  /** Tells the log, or the process where there is none, of something that works but should not be. */
  readonly warn: (fields: object, message: string) => void;
}

/**
 * What happens when a relation is read that was not loaded: it is loaded for all records that came together, that with
 * a warning, or an error.
 */
export type LazyLoading = "batch" | "warn" | "forbid";

/** The open transaction that a call in the running context belongs to. */
export function transactionOf(engine: Engine): Transaction | undefined {
  return currentScope().transactions.get(engine) ?? engine.ambient;
}
