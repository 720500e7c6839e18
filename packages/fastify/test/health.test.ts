import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import { expect, test, vi } from "vitest";
import { chakra, healthCheck } from "../src/index.js";
import { makeApp, makeDatabase } from "./blog.js";

/** A database that answers as long as it is told to, and says why it does not with a secret in it. */
async function appWith(health: unknown, more: object = {}) {
  const database = await makeDatabase();
  const app = makeApp();
  await app.register(chakra, { database, health: health as never, ...more });
  const answer = vi.spyOn(database, "health");
  const fail = () =>
    answer.mockImplementation(async () => ({
      ok: false,
      latencyMs: 1,
      pool: database.pool,
      error: new Error("password authentication failed for secret_user at secret_host"),
    }));
  return { app, database, answer, fail };
}

const ask = async (app: FastifyInstance, path: string) => {
  const { statusCode, headers, payload } = await app.inject(path);
  return { status: statusCode, retryAfter: headers["retry-after"], cache: headers["cache-control"], body: payload };
};

test("says whether the app can serve, and whether it runs at all", async () => {
  const { app, fail } = await appWith("/health");
  const well = { status: 200, retryAfter: undefined, cache: "no-store", body: '{"status":"ok"}' };
  expect(await ask(app, "/health")).toEqual(well);
  expect(await ask(app, "/health/live")).toEqual(well);
  fail();
  expect(await ask(app, "/health")).toEqual({
    status: 503,
    retryAfter: "5",
    cache: "no-store",
    body: '{"status":"unavailable"}',
  });
  expect(await ask(app, "/health/live")).toEqual(well);
});

test("with details it tells of each database and its pool, and no secrets", async () => {
  const { app, database, fail } = await appWith({ path: "/status/db", details: true });
  await app.register(chakra, { url: "sqlite::memory:", name: "analytics" });
  const pool = { total: expect.any(Number), idle: expect.any(Number), waiting: 0, max: database.pool.max };
  const body = async () => JSON.parse((await ask(app, "/status/db")).body);
  expect(await body()).toEqual({
    status: "ok",
    databases: {
      default: { ok: true, latencyMs: expect.any(Number), pool },
      analytics: { ok: true, latencyMs: expect.any(Number), pool: expect.any(Object) },
    },
  });
  fail();
  const found = await body();
  expect(found).toMatchObject({
    status: "unavailable",
    databases: { default: { ok: false }, analytics: { ok: true } },
  });
  expect(JSON.stringify(found)).not.toMatch(/secret|password|error/);
});

test("a database that hangs is given up in time, and is asked once however many want to know", async () => {
  const { app, answer } = await appWith({ path: "/health", timeout: 20 });
  let release = (): void => undefined;
  const hanging = new Promise<never>((_, reject) => (release = () => reject(new Error("at last"))));
  hanging.catch(() => undefined);
  answer.mockImplementation(() => hanging.catch(() => ({ ok: true, latencyMs: 0, pool: app.db.pool })));
  const answers = await Promise.all([1, 2, 3].map(() => ask(app, "/health")));
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect((await ask(app, "/health")).status).toBe(503);
  expect(answer).toHaveBeenCalledTimes(1);
  release();
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect((await ask(app, "/health")).status).toBe(200);
  expect(answer).toHaveBeenCalledTimes(2);
});

test("an app that is closing says so, where it still answers", async () => {
  const app = makeApp({ return503OnClosing: false });
  await app.register(chakra, { database: await makeDatabase(), health: "/health" });
  let url = "";
  let body: unknown;
  app.addHook("preClose", async () => {
    body = await (await fetch(`${url}/health`, { headers: { connection: "close" } })).json();
  });
  url = await app.listen({ port: 0, host: "127.0.0.1" });
  await app.close();
  expect(body).toEqual({ status: "closing" });
});

test("is what under-pressure asks", async () => {
  const { app, fail } = await appWith(undefined);
  await app.register(underPressure, { healthCheck, healthCheckInterval: 10, exposeStatusRoute: "/status" });
  expect((await ask(app, "/status")).status).toBe(200);
  fail();
  await vi.waitFor(async () => expect((await ask(app, "/status")).status).toBe(503));
});

test("app.databases.health() tells the same", async () => {
  const { app, fail } = await appWith(undefined);
  expect(await app.databases.health()).toMatchObject({ ok: true, databases: { default: { ok: true } } });
  fail();
  expect((await app.databases.health({ timeout: 50 })).ok).toBe(false);
});

test.each([
  [7, "is a path such as"],
  ["health", "is a path such as"],
  ["/", "is a path such as"],
  ["/health/", "is a path such as"],
  [{ path: "/health", detail: true }, 'has no option "detail". It has path, details, timeout.'],
  [{ path: "/health", details: "all" }, "details of health is true or false"],
  [{ path: "/health", timeout: 0 }, "timeout of health is a whole number"],
])("refuses %j", async (health, message) => {
  await expect(appWith(health)).rejects.toThrow(message);
});
