import type { EventSource } from "./event-source.js";

/** A connection is taken from the pool, or waited for. */
export interface AcquireEvent extends EventSource {
  /** What for: `Post select`, `transaction(…)`. */
  readonly holder: string;
  /** Set if there was none to have. */
  error: unknown;
}

/** A connection is opened. */
export interface ConnectEvent extends EventSource {
  /** Set if it could not be. */
  error: unknown;
}

/** A connection was given back to the pool. */
export interface ReleaseEvent extends EventSource {
  /** What it was taken for. */
  readonly holder: string;
  /** Milliseconds that it was held. */
  readonly heldMs: number;
}
