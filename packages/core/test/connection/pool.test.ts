import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Pool } from "../../src/connection/pool.js";
import type { PoolOptions } from "../../src/connection/pool-options.js";
import type { Driver, DriverConnection } from "../../src/dialect/driver.js";
import { ConfigurationError, PoolTimeoutError } from "../../src/index.js";

/** A driver whose connections open when the test says so, or at once. */
class FakeDriver implements Driver {
  readonly opened: FakeConnection[] = [];
  readonly log: string[] = [];
  readonly maxConnections?: number;
  /** How the next connects end: an error, or a promise to wait for. */
  readonly script: (Error | Promise<void>)[] = [];

  async connect(): Promise<DriverConnection> {
    const next = this.script.shift();
    if (next instanceof Error) throw next;
    await next;
    const connection = new FakeConnection(this, this.opened.length);
    this.opened.push(connection);
    return connection;
  }

  async close(): Promise<void> {
    this.log.push("driver closed");
  }
}

/** A promise, and what fulfils it. */
function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

class FakeConnection implements DriverConnection {
  usable = true;
  private readonly driver: FakeDriver;
  readonly number: number;

  constructor(driver: FakeDriver, number: number) {
    this.driver = driver;
    this.number = number;
  }

  run = async () => ({ rows: [], affected: 0 });
  execute = async () => undefined;

  async close(): Promise<void> {
    this.usable = false;
    this.driver.log.push(`closed ${this.number}`);
  }
}

const defaults: PoolOptions = {
  min: 0,
  max: 2,
  acquireTimeout: 1000,
  idleTimeout: 5000,
  maxLifetime: 0,
  pipeline: 1,
  merge: 1,
};
const poolOf = (options: Partial<PoolOptions> = {}, driver = new FakeDriver()) => ({
  driver,
  pool: new Pool(driver, { ...defaults, ...options }, { database: "default", system: "none", server: {} }),
});
const numberOf = (lease: { connection: DriverConnection }) => (lease.connection as FakeConnection).number;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a pool", () => {
  test("opens connections when they are needed, uses them again, and never has more than max", async () => {
    const { pool, driver } = poolOf();
    const one = await pool.acquire("one");
    pool.release(one);
    const again = await pool.acquire("again");
    expect(driver.opened).toHaveLength(1);
    const two = await pool.acquire("two");
    const waiting = pool.acquire("three");
    await vi.advanceTimersByTimeAsync(100);
    expect(driver.opened).toHaveLength(2);
    expect(pool.status).toEqual({ total: 2, idle: 0, waiting: 1, max: 2 });
    pool.release(again);
    expect(numberOf(await waiting)).toBe(0);
    pool.release(two);
    expect(pool.status).toEqual({ total: 2, idle: 1, waiting: 0, max: 2 });
  });

  test("has no more than the driver allows", async () => {
    const driver = Object.assign(new FakeDriver(), { maxConnections: 1 });
    const { pool } = poolOf({ max: 10 }, driver);
    expect(pool.status.max).toBe(1);
  });

  test("serves those who wait in their order", async () => {
    const { pool } = poolOf({ max: 1 });
    const first = await pool.acquire("first");
    const order: string[] = [];
    const waiting = ["a", "b", "c"].map(async (name) => {
      const lease = await pool.acquire(name);
      order.push(name);
      pool.release(lease);
    });
    pool.release(first);
    await Promise.all(waiting);
    expect(order).toEqual(["a", "b", "c"]);
  });

  test("takes a connection back once, however often it is released", async () => {
    const { pool, driver } = poolOf({ max: 1 });
    const lease = await pool.acquire("twice");
    pool.release(lease);
    pool.release(lease);
    expect(pool.status).toMatchObject({ total: 1, idle: 1 });
    const [one, other] = [pool.acquire("one"), pool.acquire("other")];
    pool.release(await one);
    pool.release(lease);
    pool.release(await other);
    expect(pool.status).toMatchObject({ total: 1, idle: 1, waiting: 0 });
    expect(driver.opened).toHaveLength(1);
  });
});

describe("whoever waits too long", () => {
  test("is told who holds the connections, and for how long", async () => {
    const { pool } = poolOf({ max: 2, acquireTimeout: 1000 });
    await pool.acquire("User select");
    await vi.advanceTimersByTimeAsync(500);
    await pool.acquire("transaction(…)");
    const refused = pool.acquire("Post insert").catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    const error = await refused;
    expect(error).toBeInstanceOf(PoolTimeoutError);
    // Lines are kept of whoever had to wait: for a connection that is there at once, it would cost more than it is worth.
    const line = String.raw`at \S*pool\.test\.ts:\d+:\d+`;
    expect((error as Error).message).toMatch(
      new RegExp(
        `^No connection became free within 1000 ms for Post insert ${line}\\. 2 of 2 are held: User select ${line} for 1500 ms; transaction\\(…\\) ${line} for 1000 ms\\. Raise pool\\.max, or look for a transaction that waits for something else\\.$`,
      ),
    );
    expect(pool.status.waiting).toBe(0);
  });

  test("is told that none could be opened, if that is so", async () => {
    const { pool, driver } = poolOf();
    driver.script.push(new Promise(() => undefined));
    const refused = pool.acquire("User select").catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    expect(String(await refused)).toContain("0 of 2 are held: none, none could be opened");
  });

  test("leaves a connection that comes too late to the next", async () => {
    const { pool, driver } = poolOf();
    const late = deferred();
    driver.script.push(late.promise);
    const refused = pool.acquire("early").catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    await refused;
    late.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(numberOf(await pool.acquire("next"))).toBe(0);
    expect(driver.opened).toHaveLength(1);
  });
});

describe("a connection that breaks", () => {
  test("while it is used is replaced for whoever waits", async () => {
    const { pool, driver } = poolOf({ max: 1 });
    const lease = await pool.acquire("one");
    const waiting = pool.acquire("two");
    (lease.connection as FakeConnection).usable = false;
    pool.release(lease);
    expect(numberOf(await waiting)).toBe(1);
    expect(driver.log).toEqual(["closed 0"]);
  });

  test("while it is idle is passed over", async () => {
    const { pool, driver } = poolOf();
    const lease = await pool.acquire("one");
    pool.release(lease);
    (lease.connection as FakeConnection).usable = false;
    expect(numberOf(await pool.acquire("two"))).toBe(1);
    expect(driver.log).toEqual(["closed 0"]);
    expect(pool.status.total).toBe(1);
  });

  test("in the eyes of its user only is closed as well", async () => {
    const { pool, driver } = poolOf();
    pool.release(await pool.acquire("one"), true);
    expect(driver.log).toEqual(["closed 0"]);
    expect(pool.status.total).toBe(0);
  });
});

describe("a connection that cannot be opened", () => {
  test("fails one, and is tried again for the next who waits", async () => {
    const { pool, driver } = poolOf({ max: 1 });
    driver.script.push(new Error("refused"));
    const [one, two] = [pool.acquire("one").catch((error: unknown) => error), pool.acquire("two")];
    expect(String(await one)).toContain("refused");
    expect(numberOf(await two)).toBe(0);
    expect(pool.status).toEqual({ total: 1, idle: 0, waiting: 0, max: 1 });
  });

  test("takes no place in the pool", async () => {
    const { pool, driver } = poolOf({ max: 1 });
    for (let i = 0; i < 5; i++) {
      driver.script.push(new Error("refused"));
      await expect(pool.acquire("one")).rejects.toThrow("refused");
    }
    expect(pool.status.total).toBe(0);
    await pool.acquire("one");
  });
});

describe("connections that are not used", () => {
  test("are closed after a while, down to min", async () => {
    const { pool, driver } = poolOf({ max: 3, min: 1, idleTimeout: 5000 });
    const leases = await Promise.all(["a", "b", "c"].map((name) => pool.acquire(name)));
    for (const lease of leases) pool.release(lease);
    await vi.advanceTimersByTimeAsync(4000);
    expect(pool.status.total).toBe(3);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(pool.status).toMatchObject({ total: 1, idle: 1 });
    expect(driver.log).toEqual(["closed 0", "closed 1"]);
  });

  test("are kept where there is no limit", async () => {
    const { pool } = poolOf({ idleTimeout: 0 });
    pool.release(await pool.acquire("one"));
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(pool.status.idle).toBe(1);
  });

  test("are replaced when they are older than they may get", async () => {
    const { pool, driver } = poolOf({ maxLifetime: 60_000, idleTimeout: 0 });
    pool.release(await pool.acquire("one"));
    await vi.advanceTimersByTimeAsync(59_000);
    const young = await pool.acquire("two");
    expect(numberOf(young)).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    pool.release(young);
    expect(driver.log).toEqual(["closed 0"]);
    pool.release(await pool.acquire("three"));
    await vi.advanceTimersByTimeAsync(61_000);
    expect(numberOf(await pool.acquire("four"))).toBe(2);
    expect(driver.log).toEqual(["closed 0", "closed 1"]);
  });
});

describe("closing", () => {
  test("waits for what is running, refuses those who wait, then closes all and the driver last", async () => {
    const { pool, driver } = poolOf({ max: 2 });
    const [one, two] = [await pool.acquire("one"), await pool.acquire("two")];
    const waiting = pool.acquire("three").catch((error: unknown) => error);
    const closing = pool.close(10_000);
    expect(await waiting).toBeInstanceOf(ConfigurationError);
    pool.release(one);
    await vi.advanceTimersByTimeAsync(100);
    expect(driver.log).toEqual(["closed 0"]);
    pool.release(two);
    await closing;
    expect(driver.log).toEqual(["closed 0", "closed 1", "driver closed"]);
  });

  test("waits no longer than it is told to", async () => {
    const { pool, driver } = poolOf();
    const stuck = await pool.acquire("stuck");
    const closing = pool.close(2000);
    await vi.advanceTimersByTimeAsync(1999);
    expect(driver.log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await closing;
    expect(driver.log).toEqual(["closed 0", "driver closed"]);
    expect(() => pool.release(stuck)).not.toThrow();
  });

  test("closes a connection that was still on its way before the driver", async () => {
    const { pool, driver } = poolOf();
    const late = deferred();
    driver.script.push(late.promise);
    const refused = pool.acquire("one").catch((error: unknown) => error);
    const closing = pool.close(5000);
    await vi.advanceTimersByTimeAsync(10);
    late.resolve();
    await closing;
    expect(await refused).toBeInstanceOf(ConfigurationError);
    expect(driver.log).toEqual(["closed 0", "driver closed"]);
  });

  test("twice does nothing more, and afterwards nothing is given", async () => {
    const { pool, driver } = poolOf();
    await Promise.all([pool.close(0), pool.close(0)]);
    await pool.close(0);
    expect(driver.log).toEqual(["driver closed"]);
    await expect(pool.acquire("late")).rejects.toThrow("The database is closed: connect() again before using it.");
  });

  test("leaves no timer behind", async () => {
    const { pool } = poolOf();
    pool.release(await pool.acquire("one"));
    await pool.close(10_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("thousands of calls, some of which break their connection, leave the pool idle", async () => {
  vi.useRealTimers();
  const { pool, driver } = poolOf({ max: 5 });
  const calls = Array.from({ length: 3000 }, async (_, i) => {
    if (i % 7 === 0) driver.script.push(new Error("refused"));
    const lease = await pool.acquire(`call ${i}`).catch(() => undefined);
    if (lease === undefined) return;
    await Promise.resolve();
    if (i % 5 === 0) (lease.connection as FakeConnection).usable = false;
    pool.release(lease, i % 11 === 0);
  });
  await Promise.all(calls);
  expect(pool.status).toMatchObject({ waiting: 0, max: 5 });
  expect(pool.status.total).toBe(pool.status.idle);
  expect(pool.status.total).toBeLessThanOrEqual(5);
  await pool.close(0);
});
