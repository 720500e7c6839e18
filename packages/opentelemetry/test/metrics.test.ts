import { connect, type Database } from "@chakra-orm/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ChakraInstrumentation } from "../src/index.js";
import { Order, openShop } from "./shop.js";
import { telemetry } from "./telemetry.js";

let db: Database;
const instrumentation = new ChakraInstrumentation();

beforeAll(async () => {
  instrumentation.setMeterProvider(telemetry.meterProvider);
  db = await openShop();
});
afterAll(async () => {
  instrumentation.disable();
  await db.close();
});

const pool = { "db.client.connection.pool.name": "default" };

test("durations of statements, by what they did and how they failed, in the boundaries that are advised", async () => {
  await Order.create({ name: "one" });
  await Order.count();
  await Order.count();
  await Order.create({ name: "one" }).catch(() => undefined);
  const figures = await telemetry.figures("db.client.operation.duration");
  const where = { "db.system.name": "sqlite", "db.namespace": ":memory:", "db.collection.name": "shop_orders" };
  const of = (operation: string) => ({
    ...where,
    "db.operation.name": operation,
    "db.query.summary": `${operation} shop_orders`,
  });
  const code = "SQLITE_CONSTRAINT_UNIQUE";
  const failed = { "error.type": code, "db.response.status_code": code };
  const boundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
  expect(figures).toContainEqual({ attributes: of("SELECT"), value: 2, boundaries });
  expect(figures).toContainEqual({ attributes: of("INSERT"), value: 1, boundaries });
  expect(figures).toContainEqual({ attributes: { ...of("INSERT"), ...failed }, value: 1, boundaries });
});

test("connections by state, who waits, and how long", async () => {
  const state = (name: string) => ({ ...pool, "db.client.connection.state": name });
  const [, counted] = await Promise.all([
    db.transaction(async () => {
      await vi.waitFor(() => expect(db.pool.waiting).toBe(1));
      expect(await telemetry.figures("db.client.connection.pending_requests")).toEqual([
        { attributes: pool, value: 1 },
      ]);
      expect(await telemetry.figures("db.client.connection.count")).toEqual([
        { attributes: state("idle"), value: 0 },
        { attributes: state("used"), value: 1 },
      ]);
    }),
    Order.count(),
  ]);
  expect(counted).toBe(1);
  expect(await telemetry.figures("db.client.connection.max")).toEqual([{ attributes: pool, value: 1 }]);
  expect(await telemetry.figures("db.client.connection.pending_requests")).toEqual([{ attributes: pool, value: 0 }]);
  for (const name of ["create_time", "wait_time", "use_time"]) {
    const [figure] = await telemetry.figures(`db.client.connection.${name}`);
    expect(figure?.attributes).toEqual(pool);
    expect(figure?.value).toBeGreaterThan(0);
  }
  expect(await telemetry.figures("db.client.connection.timeouts")).toEqual([]);
});

test("who waited too long", async () => {
  const busy = await connect("sqlite::memory:", { name: "busy", pool: { acquireTimeout: 20 } });
  const timedOut = busy.transaction(() => new Promise<void>((done) => void tooLong.finally(done)));
  const tooLong = busy.sql`select 1`.then(
    () => expect.fail("It was to wait too long."),
    (error: unknown) => expect(error).toMatchObject({ code: "POOL_TIMEOUT" }),
  );
  await timedOut;
  await busy.close();
  const name = { "db.client.connection.pool.name": "busy" };
  expect(await telemetry.figures("db.client.connection.timeouts")).toEqual([{ attributes: name, value: 1 }]);
});

test("another provider takes over, and after the end nothing is measured", async () => {
  const before = await telemetry.figures("db.client.operation.duration");
  instrumentation.setMeterProvider(telemetry.meterProvider);
  await Order.count();
  const total = (figures: readonly { value: number }[]) => figures.reduce((sum, { value }) => sum + value, 0);
  const after = await telemetry.figures("db.client.operation.duration");
  expect(total(after)).toBe(total(before) + 1);
  instrumentation.disable();
  await Order.count();
  expect(total(await telemetry.figures("db.client.operation.duration"))).toBe(total(after));
});
