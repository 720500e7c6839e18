import type { EventSource } from "./event-source.js";
import type { RequestContext } from "./request-context.js";

/** A transaction or a savepoint, from BEGIN until it is committed or rolled back. */
export interface TransactionEvent extends EventSource {
  /** One inside another, which is a savepoint. */
  readonly nested: boolean;
  /** Which run of its work it is, from 1 on. */
  readonly attempt: number;
  /** How it ended, once it has; `"lost"` where the answer to COMMIT was lost. */
  outcome: "committed" | "rolled back" | "lost" | undefined;
  /** What rolled it back. */
  error: unknown;
  /** The request that it ran for, if it ran in `withRequest(…)`. */
  readonly request: RequestContext | undefined;
}
