import { setTimeout as sleep } from "node:timers/promises";
import { type Database, field, Model } from "@chakra-orm/core";
import { expect, test, vi } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Item extends Model {
  static table = "suite_pool_items";
  id = field.id();
}

/** Connections are shared out fairly, never too many, and all come back. */
export function pool(suite: Suite): void {
  /** Takes a connection until `end` is called. */
  async function hold(db: Database): Promise<{ end(): Promise<void> }> {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let done: Promise<unknown> = Promise.resolve();
    await new Promise<void>((taken) => {
      done = db.transaction(async () => {
        taken();
        await ended;
      });
    });
    return {
      async end() {
        end();
        await done;
      },
    };
  }

  suite.needing("concurrentConnections")("never more connections than max, and each comes back", async () => {
    const db = await suite.open({ pool: { max: 3 } });
    const held = [await hold(db), await hold(db), await hold(db)];
    expect(db.pool).toEqual({ total: 3, idle: 0, waiting: 0, max: 3 });
    const more = Array.from({ length: 20 }, () => db.transaction(() => expect(db.pool.total).toBe(3)));
    await sleep(1);
    expect(db.pool).toEqual({ total: 3, idle: 0, waiting: 20, max: 3 });
    for (const one of held) await one.end();
    await Promise.all(more);
    expect(db.pool).toEqual({ total: 3, idle: 3, waiting: 0, max: 3 });
  });

  test("first come, first served", async () => {
    const db = await suite.open({ pool: { max: 1 } });
    const held = await hold(db);
    const order: number[] = [];
    const waiting = Array.from({ length: 8 }, (_, i) => db.transaction(() => void order.push(i)));
    await sleep(1);
    expect(db.pool).toMatchObject({ waiting: 8, idle: 0, max: 1 });
    await held.end();
    await Promise.all(waiting);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(db.pool).toMatchObject({ waiting: 0, idle: 1 });
  });

  test("who waits too long is told who holds the connections", async () => {
    const db = await suite.open({ pool: { max: 1, acquireTimeout: 60_000 }, models: [Item] });
    const held = await hold(db);
    // The clock is moved, since a time limit that is short for a test is short for opening a database as well.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const waiting = failure(() => db.use(() => Item.count()));
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    const error = await waiting;
    expect(error).toMatchObject({ name: "PoolTimeoutError", code: "POOL_TIMEOUT", status: 503, expected: true });
    expect(error.message).toMatch(/60000 ms for Item select.*1 of 1 are held.*transaction/s);
    await held.end();
    expect((await db.health()).ok).toBe(true);
  });

  test("closing waits for what runs, refuses what waits and what comes after", async () => {
    const db = await suite.open({ pool: { max: 1 }, models: [Item] });
    await db.createTables();
    const held = await hold(db);
    const waiting = failure(() => db.use(() => Item.count()));
    await sleep(1);
    const closing = db.close();
    expect(await waiting).toMatchObject({ code: "CONFIGURATION" });
    let closed = false;
    void closing.then(() => {
      closed = true;
    });
    await sleep(5);
    expect(closed).toBe(false);
    await held.end();
    await closing;
    expect(await failure(() => db.use(() => Item.count()))).toMatchObject({ code: "CONFIGURATION" });
    expect(db.pool).toMatchObject({ total: 0, waiting: 0 });
    await db.close();
    expect((await db.health()).ok).toBe(false);
  });

  test("closing with a time limit does not wait for ever", async () => {
    const db = await suite.open({ pool: { max: 1 } });
    const held = await hold(db);
    await db.close({ timeout: 10 });
    await held.end().catch(() => undefined);
  });

  test("health tells whether the database answers", async () => {
    const health = await suite.db.health();
    expect(health).toMatchObject({ ok: true, pool: { waiting: 0 } });
    expect(health.latencyMs).toBeGreaterThanOrEqual(0);
  });

  test("options that mean nothing are refused", async () => {
    for (const pool of [{ max: 0 }, { max: -1 }, { max: Number.NaN }, { maximum: 5 }, { acquireTimeout: -1 }]) {
      expect(await failure(() => suite.open({ pool }))).toMatchObject({ code: "CONFIGURATION" });
    }
  });
}
