import { describe, expect, test } from "vitest";
import { Pool } from "../../src/connection/pool.js";
import { Sharing } from "../../src/connection/sharing.js";
import type { Driver, DriverConnection } from "../../src/dialect/driver.js";

const nothing = { rows: [], affected: 0 };

function connectionOf(pipelines: boolean): DriverConnection & { usable: boolean; isClosed: boolean } {
  return {
    usable: true,
    isClosed: false,
    run: async () => nothing,
    execute: async () => undefined,
    ...(pipelines && { pipeline: async () => nothing }),
    async close() {
      this.isClosed = true;
    },
  };
}

async function sharingOf({ max = 3, depth = 2, pipelines = true } = {}) {
  const driver: Driver = { connect: async () => connectionOf(pipelines), close: async () => undefined };
  const options = { min: 0, max, acquireTimeout: 1000, idleTimeout: 0, maxLifetime: 0, pipeline: depth, merge: 1 };
  const pool = new Pool(driver, options, { database: "default", system: "none", server: {} });
  // Opened and idle, as they are a moment after the start.
  const leases = await Promise.all(Array.from({ length: max }, () => pool.acquire("start")));
  for (const lease of leases) pool.release(lease);
  return { pool, sharing: new Sharing(pool, depth) };
}

describe("reads that share connections", () => {
  test("fill one connection before they take the next, and give each back with the last of its own", async () => {
    const { pool, sharing } = await sharingOf();
    const joined = Array.from({ length: 5 }, () => sharing.join("read"));
    expect(new Set(joined.map((shared) => shared?.lease)).size).toBe(3);
    expect(pool.status.idle).toBe(0);
    for (const shared of joined.slice(0, 3)) if (shared) sharing.leave(shared);
    expect(pool.status.idle).toBe(1);
    for (const shared of joined.slice(3)) if (shared) sharing.leave(shared);
    expect(pool.status).toMatchObject({ idle: 3, total: 3 });
  });

  test("find no place once all are full, or where none is idle", async () => {
    const { pool, sharing } = await sharingOf({ max: 1 });
    const [first, second, third] = [1, 2, 3].map(() => sharing.join("read"));
    expect([first, second, third].map((shared) => shared !== undefined)).toEqual([true, true, false]);
    for (const shared of [first, second]) if (shared) sharing.leave(shared);
    const own = await pool.acquire("transaction");
    expect(sharing.join("read")).toBeUndefined();
    pool.release(own);
    expect(sharing.join("read")).toBeDefined();
  });

  test("do not go behind one that is not answered for a while", async () => {
    const { sharing } = await sharingOf({ max: 2, depth: 8 });
    const slow = sharing.join("read");
    await new Promise((later) => setTimeout(later, 20));
    const other = sharing.join("read");
    expect(other?.lease).not.toBe(slow?.lease);
    if (other) sharing.leave(other);
    if (slow) sharing.leave(slow);
  });

  test("do not go where a statement waits for a connection of its own", async () => {
    const { pool, sharing } = await sharingOf({ max: 1, depth: 8 });
    const read = sharing.join("read");
    const own = pool.acquire("transaction");
    expect(sharing.join("read")).toBeUndefined();
    if (read) sharing.leave(read);
    expect((await own).holder).toBe("transaction");
  });

  test("do not go where a connection was lost or is to be closed, which is then thrown away", async () => {
    const { pool, sharing } = await sharingOf({ max: 2, depth: 8 });
    const lost = sharing.join("read");
    const cancelled = lost && Object.assign(lost, { closed: true });
    const next = sharing.join("read");
    expect(next?.lease).not.toBe(lost?.lease);
    if (cancelled) sharing.leave(cancelled);
    expect(lost?.lease.connection).toMatchObject({ isClosed: true });
    expect(pool.status.total).toBe(1);
    if (next) Object.assign(next.lease.connection, { usable: false });
    expect(sharing.join("read")).toBeUndefined();
  });

  test("are none where a connection does one thing after the other, or that is asked for", async () => {
    const { pool, sharing } = await sharingOf({ pipelines: false });
    expect(sharing.isOn).toBe(true);
    const first = sharing.join("read");
    expect(sharing.isOn).toBe(false);
    expect(sharing.join("read")).toBeUndefined();
    if (first) sharing.leave(first);
    expect(pool.status.idle).toBe(3);
    expect(new Sharing(pool, 1).isOn).toBe(false);
    expect(new Sharing(pool, 1).suits(0)).toBe(false);
  });

  test("get one connection together where all of them had to wait, and no more than find a place on it", async () => {
    const { pool, sharing } = await sharingOf({ max: 1, depth: 3 });
    const own = await pool.acquire("transaction");
    const taken: string[] = [];
    const wait = async (name: string, shares?: number) => {
      const lease = await pool.acquire(name, { shares });
      taken.push(name);
      return sharing.take(lease);
    };
    const [a, b] = [wait("a", 3), wait("b", 3)];
    const other = wait("other");
    const rest = ["c", "d", "e", "f"].map((name) => wait(name, 3));
    pool.release(own);
    expect((await a).lease).toBe((await b).lease);
    expect(taken).toEqual(["a", "b"]);
    sharing.leave(await a);
    expect(taken).toEqual(["a", "b"]);
    sharing.leave(await b);
    sharing.leave(await other);
    await Promise.all(rest.slice(0, 3));
    expect(taken).toEqual(["a", "b", "other", "c", "d", "e"]);
    expect(pool.status).toMatchObject({ waiting: 1, idle: 0 });
    for (const shared of rest) sharing.leave(await shared);
    expect(pool.status).toMatchObject({ waiting: 0, idle: 1 });
  });

  // Again where the machine stopped this process between two turns, which looks like a wait for the database.
  test("go behind others for as long as this process was busy itself", { retry: 4 }, async () => {
    const { sharing } = await sharingOf({ max: 2, depth: 8 });
    const first = sharing.join("read");
    const until = performance.now() + 20;
    while (performance.now() < until);
    expect(sharing.join("read")).toBe(first);
    await new Promise((later) => setImmediate(later));
    expect(sharing.join("read")).toBe(first);
  });

  test("are those that were quick when they last ran", async () => {
    const { sharing } = await sharingOf();
    expect([Number.POSITIVE_INFINITY, 50, 0.2].map((ms) => sharing.suits(ms))).toEqual([false, false, true]);
  });
});
