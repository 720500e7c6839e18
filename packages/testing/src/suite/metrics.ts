import { field, Model, SerializationError } from "@chakra-orm/core";
import { expect, test, vi } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Ticket extends Model {
  static table = "suite_metrics_tickets";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** What `db.metrics()` counts. */
export function metrics(suite: Suite): void {
  test("statements, their failures, transactions and their runs", async () => {
    const db = await suite.open({ name: "counted", models: [Ticket] });
    await db.createTables();
    const before = db.metrics();
    await db.use(async () => {
      await Ticket.create({ name: "one" });
      await Ticket.count();
      await Ticket.count();
      await failure(() => Ticket.create({ name: "one" }));
      await db.transaction(() => db.transaction(() => Ticket.count()));
      await failure(() => db.transaction(() => Promise.reject(new Error("no"))));
      await db.transaction(
        ({ attempt }) => {
          if (attempt < 3) throw new SerializationError("Run it again.");
        },
        { retries: 2 },
      );
    });
    const after = db.metrics();
    const more = (operation: "select" | "insert" | "update") => ({
      count: after.statements[operation].count - before.statements[operation].count,
      errors: after.statements[operation].errors - before.statements[operation].errors,
    });
    expect(more("select")).toEqual({ count: 3, errors: 0 });
    expect(more("insert")).toEqual({ count: 2, errors: 1 });
    expect(more("update")).toEqual({ count: 0, errors: 0 });
    const ended = (name: "committed" | "rolledBack" | "retried") =>
      after.transactions[name] - before.transactions[name];
    expect([ended("committed"), ended("rolledBack"), ended("retried")]).toEqual([2, 3, 2]);
    expect(after).toMatchObject({ database: "counted", pool: { waiting: 0, timeouts: 0 } });
    expect(after.pool.acquired).toBeGreaterThan(before.pool.acquired);
    expect(after.statements.select).not.toHaveProperty("durations");
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  });

  test("who waits for a connection, and who does so in vain", async () => {
    const db = await suite.open({ name: "waited", pool: { max: 1, acquireTimeout: 60_000 } });
    let release = (): void => undefined;
    let holding: Promise<void> = Promise.resolve();
    await new Promise<void>((begun) => {
      holding = db.transaction(async () => {
        begun();
        await new Promise<void>((done) => {
          release = done;
        });
      });
    });
    // The clock is moved, since a time limit that is short for a test is short for opening a database as well.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const tooLong = failure(async () => await db.sql`select 1`);
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(await tooLong).toMatchObject({ code: "POOL_TIMEOUT" });
    release();
    await holding;
    const { pool } = db.metrics();
    expect(pool).toMatchObject({ timeouts: 1, waiting: 0 });
    expect(pool.waitedMs).toBeGreaterThan(0);
  });

  test("durations where they are asked for", async () => {
    const db = await suite.open({ name: "timed", metrics: true, models: [Ticket] });
    await db.createTables();
    await db.use(async () => {
      await Ticket.count();
      await failure(() => db.sql`select nonsense from nowhere`);
    });
    const { select, sql } = db.metrics().statements;
    for (const { durations } of [select, sql]) {
      expect(durations?.count).toBe(1);
      expect(durations?.sumSeconds).toBeGreaterThan(0);
      expect(durations?.buckets.at(-1)).toEqual({ atMostSeconds: Number.POSITIVE_INFINITY, count: 1 });
    }
    expect(await failure(() => suite.open({ name: "other", metrics: "all" as never }))).toMatchObject({
      code: "CONFIGURATION",
    });
  });
}
