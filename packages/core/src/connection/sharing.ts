import type { DriverConnection } from "../dialect/driver.js";
import type { Lease } from "./lease.js";
import type { Pool } from "./pool.js";
import { runningTurn, type Turn, waitedSince } from "./waiting.js";

/** A statement that takes longer would keep others waiting behind it. */
const quick = 2;

/** As soon as nothing was answered for this long, in milliseconds, nothing more is sent after it. */
const patience = 5;

/** A connection that several reads are on their way on. */
export interface SharedLease {
  readonly lease: Lease;
  readonly pipeline: NonNullable<DriverConnection["pipeline"]>;
  running: number;
  /** The turn in which the last one was answered, or the first one sent. */
  since: Turn;
  /** Nothing more is to be sent on it, and it is not to be used again. */
  closed: boolean;
}

/**
 * Lets quick reads share connections: they are sent one behind the other without waiting for the answers, which come in
 * the same order. Whatever may wait for a lock, or belongs to a transaction, has a connection of its own.
 */
export class Sharing {
  readonly #pool: Pool;
  /** The most statements that are on their way on one connection. */
  readonly depth: number;
  readonly #open: SharedLease[] = [];
  /** Until a connection was seen that does one thing after the other. */
  #isPossible = true;

  constructor(pool: Pool, depth: number) {
    this.#pool = pool;
    this.depth = depth;
  }

  /** Whether there is any. */
  get isOn(): boolean {
    return this.#isPossible && this.depth > 1;
  }

  /** Whether a statement may be sent behind others, and others behind it, that took so many milliseconds last time. */
  suits(milliseconds: number): boolean {
    return this.isOn && milliseconds <= quick;
  }

  /** A place on a connection that is free for it now, if there is one; `leave` gives it back. */
  join(holder: string): SharedLease | undefined {
    // Whoever waits for a connection of his own would never get one that others join again and again.
    if (!this.isOn || this.#pool.isAwaited) return undefined;
    for (let i = 0; i < this.#open.length; i++) {
      const known = this.#open[i] as SharedLease;
      if (!this.#isFree(known)) continue;
      known.running++;
      return known;
    }
    const lease = this.#pool.acquireNow(holder);
    return lease && this.take(lease);
  }

  /** A place on a connection that was waited for, by others at the same time too. */
  take(lease: Lease): SharedLease {
    const taken = lease.users > 1 ? this.#open.find((shared) => shared.lease === lease) : undefined;
    if (taken !== undefined) return taken;
    const { connection, users: running } = lease;
    if (connection.pipeline === undefined) this.#isPossible = false;
    const pipeline = (connection.pipeline ?? connection.run).bind(connection);
    const shared = { lease, pipeline, running, since: runningTurn(), closed: false };
    this.#open.push(shared);
    return shared;
  }

  /** One of its statements was answered. */
  leave(shared: SharedLease): void {
    shared.since = runningTurn();
    if (--shared.running > 0) return;
    // As a rule it is the only one.
    if (this.#open.at(-1) === shared) this.#open.pop();
    else this.#open.splice(this.#open.indexOf(shared), 1);
    this.#pool.release(shared.lease, shared.closed);
  }

  #isFree({ running, since, closed, lease }: SharedLease): boolean {
    return !closed && running < this.depth && waitedSince(since) < patience && lease.connection.usable;
  }
}
