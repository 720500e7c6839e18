import type { Driver, DriverConnection } from "../dialect/driver.js";
import { PoolTimeoutError } from "../errors/database.js";
import { type Place, placeHere, told } from "../errors/origin.js";
import { ConfigurationError } from "../errors/usage.js";
import { connectChannel, releaseChannel } from "../events/channels.js";
import type { EventSource } from "../events/event-source.js";
import { trace } from "../events/trace.js";
import { detached } from "./detached.js";
import type { Asking, Lease } from "./lease.js";
import type { PoolOptions } from "./pool-options.js";

/** Figures of a pool, for metrics and health checks. */
export interface PoolStatus {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
  readonly max: number;
}

/** What a pool has done so far. */
export interface PoolCounts {
  /** How often a connection was taken. */
  acquired: number;
  /** How many had to wait for one, and got it. */
  waited: number;
  /** How many waited in vain. */
  timeouts: number;
  /** Milliseconds that all of them waited. */
  waitedMs: number;
}

interface Idle {
  readonly connection: DriverConnection;
  readonly since: number;
}

interface Waiter {
  readonly holder: string;
  readonly place: Place;
  readonly shares: number;
  readonly grant: (lease: Lease) => void;
  readonly fail: (error: unknown) => void;
  /** Ends the watch over its time and its request. */
  readonly settle: () => void;
}

/** Connections of one database: opened when needed, first come first served, never more than `max`. */
export class Pool {
  private readonly driver: Driver;
  private readonly options: PoolOptions;
  private readonly source: EventSource;
  readonly counts: PoolCounts = { acquired: 0, waited: 0, timeouts: 0, waitedMs: 0 };
  private readonly idle: Idle[] = [];
  /** Not a set, which is made anew each time that it is emptied. */
  private readonly leases: Lease[] = [];
  private readonly waiters: Waiter[] = [];
  private readonly born = new WeakMap<DriverConnection, number>();
  private opening = 0;
  private readonly onTheirWay = new Set<Promise<void>>();
  private reaper: NodeJS.Timeout | undefined;
  private closed = false;
  private drained: (() => void) | undefined;

  constructor(driver: Driver, options: PoolOptions, source: EventSource) {
    this.driver = driver;
    this.source = source;
    this.options = { ...options, max: Math.min(options.max, driver.maxConnections ?? Number.POSITIVE_INFINITY) };
  }

  /** Takes a connection. `holder` says for what, in the message of a time-out. */
  acquire(holder: string, { place, request, shares = 1 }: Asking = {}): Promise<Lease> {
    if (this.closed) {
      return Promise.reject(new ConfigurationError("The database is closed: connect() again before using it."));
    }
    const connection = this.takeIdle();
    if (connection !== undefined) return Promise.resolve(this.lease(connection, holder, place));
    const granted = new Promise<Lease>((grant, fail) => {
      const since = performance.now();
      const timer = setTimeout(() => this.timeOut(waiter), this.options.acquireTimeout);
      const forget = request?.onAbort(() => this.withdraw(waiter, request.aborted(holder)));
      const settle = (): void => {
        clearTimeout(timer);
        forget?.();
        this.counts.waitedMs += performance.now() - since;
      };
      const waiter: Waiter = { holder, place: place ?? placeHere(), shares, grant, fail, settle };
      this.waiters.push(waiter);
    });
    this.grow();
    return granted;
  }

  /** Takes a connection that is idle now, if there is one. */
  acquireNow(holder: string): Lease | undefined {
    const connection = this.closed ? undefined : this.takeIdle();
    return connection && this.lease(connection, holder, undefined);
  }

  /** Gives a connection back; a broken one, or with `discard` any, is closed instead. */
  release(lease: Lease, discard = false): void {
    if (!this.forget(lease)) return;
    const { connection, holder, since } = lease;
    if (releaseChannel.hasSubscribers) {
      releaseChannel.publish({ ...this.source, holder, heldMs: performance.now() - since });
    }
    if (discard || this.closed || !this.isFit(connection)) {
      void connection.close();
      this.grow();
    } else {
      this.offer(connection);
    }
    this.tellDrained();
  }

  get status(): PoolStatus {
    const { max } = this.options;
    return { total: this.size, idle: this.idle.length, waiting: this.waiters.length, max };
  }

  /** Whether somebody waits for a connection. */
  get isAwaited(): boolean {
    return this.waiters.length > 0;
  }

  /** Waits for what is running, at most `timeout` milliseconds, then closes every connection. */
  async close(timeout: number): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.reaper);
    const error = new ConfigurationError("The database was closed while this statement waited for a connection.");
    for (const waiter of this.waiters.splice(0)) {
      waiter.settle();
      waiter.fail(error);
    }
    if (this.leases.length + this.opening > 0) await this.drain(timeout);
    const left = [...this.idle.splice(0), ...this.leases];
    await Promise.all(left.map(({ connection }) => connection.close()));
    await this.closeDriver(timeout);
  }

  /** A driver is closed after its connections, those too that are still on their way; they may take longer than we. */
  private async closeDriver(timeout: number): Promise<void> {
    if (this.onTheirWay.size === 0) return this.driver.close();
    const closed = Promise.all(this.onTheirWay).then(() => this.driver.close());
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, timeout).unref())]);
    closed.catch(() => undefined);
  }

  private drain(timeout: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeout);
      this.drained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private tellDrained(): void {
    if (this.leases.length + this.opening === 0) this.drained?.();
  }

  private get size(): number {
    return this.idle.length + this.leases.length + this.opening;
  }

  private takeIdle(): DriverConnection | undefined {
    for (let entry = this.idle.pop(); entry !== undefined; entry = this.idle.pop()) {
      if (this.isFit(entry.connection)) return entry.connection;
      void entry.connection.close();
    }
    return undefined;
  }

  /** Neither lost nor older than connections may get. */
  private isFit(connection: DriverConnection): boolean {
    const { maxLifetime } = this.options;
    return connection.usable && (maxLifetime <= 0 || Date.now() - (this.born.get(connection) ?? 0) <= maxLifetime);
  }

  private lease(connection: DriverConnection, holder: string, place: Place | undefined): Lease {
    const lease = { connection, holder, place, since: performance.now(), users: 1 };
    this.leases.push(lease);
    this.counts.acquired++;
    return lease;
  }

  private forget(lease: Lease): boolean {
    const place = this.leases.lastIndexOf(lease);
    if (place < 0) return false;
    if (place === this.leases.length - 1) this.leases.pop();
    else this.leases.splice(place, 1);
    return true;
  }

  /** To whoever waits longest, and to those next in turn who may share it with him; or among the idle. */
  private offer(connection: DriverConnection): void {
    const waiter = this.waiters.shift();
    if (waiter === undefined) {
      this.idle.push({ connection, since: Date.now() });
      this.watchIdle();
      return;
    }
    const lease = this.lease(connection, waiter.holder, waiter.place);
    this.grant(waiter, lease);
    if (connection.pipeline === undefined) return;
    for (let next = this.waiters[0]; next !== undefined; next = this.waiters[0]) {
      if (lease.users >= Math.min(waiter.shares, next.shares)) return;
      this.waiters.shift();
      lease.users++;
      this.counts.acquired++;
      this.grant(next, lease);
    }
  }

  private grant(waiter: Waiter, lease: Lease): void {
    waiter.settle();
    this.counts.waited++;
    waiter.grant(lease);
  }

  /** Opens connections while somebody waits who has none on the way. */
  private grow(): void {
    while (this.waiters.length > this.opening && this.size < this.options.max && !this.closed) {
      this.opening++;
      const opened: Promise<void> = this.open().finally(() => this.onTheirWay.delete(opened));
      this.onTheirWay.add(opened);
    }
  }

  private async open(): Promise<void> {
    try {
      const connection = await detached(() => this.connect());
      this.born.set(connection, Date.now());
      if (this.closed) await connection.close();
      this.opening--;
      if (this.closed) this.tellDrained();
      else this.offer(connection);
    } catch (error) {
      this.opening--;
      this.tellDrained();
      const waiter = this.waiters.shift();
      if (waiter === undefined) return;
      waiter.settle();
      waiter.fail(error);
      this.grow();
    }
  }

  private connect(): Promise<DriverConnection> {
    const describe = () => ({ ...this.source, error: undefined });
    return trace(connectChannel, describe, () => this.driver.connect());
  }

  private timeOut(waiter: Waiter): void {
    this.counts.timeouts++;
    const holders = this.leases.map(
      ({ holder, place, since }) => `${told(holder, place)} for ${Math.round(performance.now() - since)} ms`,
    );
    this.withdraw(
      waiter,
      new PoolTimeoutError(
        `No connection became free within ${this.options.acquireTimeout} ms for ${told(waiter.holder, waiter.place)}. ${this.leases.length} of ${this.options.max} are held: ${holders.join("; ") || "none, none could be opened"}. Raise pool.max, or look for a transaction that waits for something else.`,
      ),
    );
  }

  /** Lets one go that waits no longer. */
  private withdraw(waiter: Waiter, error: Error | undefined): void {
    const place = this.waiters.indexOf(waiter);
    if (place < 0) return;
    this.waiters.splice(place, 1);
    waiter.settle();
    waiter.fail(error);
  }

  private watchIdle(): void {
    if (this.reaper !== undefined || this.options.idleTimeout <= 0) return;
    const pause = Math.max(100, this.options.idleTimeout / 2);
    this.reaper = detached(() => setInterval(() => this.reap(), pause).unref());
  }

  private reap(): void {
    const before = Date.now() - this.options.idleTimeout;
    while (this.idle.length > 0 && this.size > this.options.min && (this.idle[0] as Idle).since < before) {
      void this.idle.shift()?.connection.close();
    }
  }
}
