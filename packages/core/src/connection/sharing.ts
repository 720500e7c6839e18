import type { DriverConnection } from "../dialect/driver.js";
import type { Lease, Pool } from "./pool.js";

/** A statement that takes longer would keep others waiting behind it. */
const quick = 2;

/** As soon as nothing was answered for this long, in milliseconds, nothing more is sent after it. */
const patience = 5;

/** A connection that several reads are on their way on. */
export interface SharedLease {
  readonly lease: Lease;
  readonly pipeline: NonNullable<DriverConnection["pipeline"]>;
  running: number;
  /** When the last one was answered, or the first one sent. */
  since: number;
  /** Nothing more is to be sent on it, and it is not to be used again. */
  closed: boolean;
}

/**
 * Lets quick reads share connections: they are sent one behind the other without waiting for the answers, which come in
 * the same order. Whatever may wait for a lock, or belongs to a transaction, has a connection of its own.
 */
export class Sharing {
  readonly #pool: Pool;
  readonly #depth: number;
  readonly #open: SharedLease[] = [];

  /** `depth`: the most statements that are on their way on one connection. */
  constructor(pool: Pool, depth: number) {
    this.#pool = pool;
    this.#depth = depth;
  }

  /** Whether there is any. */
  get isOn(): boolean {
    return this.#depth > 1;
  }

  /** Whether a statement may be sent behind others, and others behind it, that took so many milliseconds last time. */
  suits(milliseconds: number): boolean {
    return this.#depth > 1 && milliseconds <= quick;
  }

  /** A place on a connection that is free for it now, if there is one; `leave` gives it back. */
  join(holder: string): SharedLease | undefined {
    // Whoever waits for a connection of his own would never get one that others join again and again.
    if (this.#pool.isAwaited) return undefined;
    const now = performance.now();
    const known = this.#open.find((shared) => this.#isFree(shared, now));
    if (known !== undefined) {
      known.running++;
      return known;
    }
    const lease = this.#pool.acquireNow(holder);
    if (lease === undefined) return undefined;
    const { pipeline } = lease.connection;
    if (pipeline === undefined) {
      this.#pool.release(lease);
      return undefined;
    }
    const shared = { lease, pipeline: pipeline.bind(lease.connection), running: 1, since: now, closed: false };
    this.#open.push(shared);
    return shared;
  }

  /** One of its statements was answered. */
  leave(shared: SharedLease): void {
    shared.since = performance.now();
    if (--shared.running > 0) return;
    this.#open.splice(this.#open.indexOf(shared), 1);
    this.#pool.release(shared.lease, shared.closed);
  }

  #isFree({ running, since, closed, lease }: SharedLease, now: number): boolean {
    return !closed && running < this.#depth && now - since < patience && lease.connection.usable;
  }
}
