/** How a pool behaves; times in milliseconds. */
export interface PoolOptions {
  /** Connections kept open even when idle; 0 if not given. */
  readonly min: number;
  /** Most connections; 10 if not given, 1 for an embedded database. */
  readonly max: number;
  /** How long a statement waits for a connection before `PoolTimeoutError`; 10 000 if not given. */
  readonly acquireTimeout: number;
  /** How long an unused connection is kept; 30 000 if not given. */
  readonly idleTimeout: number;
  /** How old a connection may get before it is replaced; no limit if 0. */
  readonly maxLifetime: number;
  /**
   * Most quick reads that are on their way on one connection at the same time, where the driver can send one behind the
   * other; 16 if not given. With 1, all is sent one after the other, and BEGIN not with the first statement.
   */
  readonly pipeline: number;
  /**
   * Most look-ups by key of one turn of the event loop that become one statement, `Promise.all(ids.map((id) =>
   * User.find(id)))`, where the driver can pipeline; 100 if not given, 1 for each by itself. The first one of a turn is
   * never kept waiting.
   */
  readonly merge: number;
}
