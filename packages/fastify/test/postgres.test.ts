import { request as httpRequest } from "node:http";
import { connect, currentRequest, type Database, type DefaultScopes, field, Model } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp } from "./blog.js";

class Order extends Model {
  id = field.id();
  tenant = field.string(20, { default: "" });
  total = field.integer();

  static defaultScopes = {
    ownTenant: (order) => order.tenant.eq(currentRequest()?.tenant ?? ""),
  } satisfies DefaultScopes<Order>;

  beforeValidate(): void {
    this.tenant = currentRequest()?.tenant ?? "";
  }
}

let db: Database;
let watcher: Database;
let app: FastifyInstance;

beforeAll(async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  db = await connect(url, { models: [Order], pool: { max: 4 } });
  watcher = await connect(url, { name: "watcher", pool: { max: 1 } });
  await db.createTables();
});
afterAll(async () => {
  await db.close();
  await watcher.close();
});

beforeEach(async () => {
  await db.sql`truncate orders`.run();
  app = makeApp();
  await app.register(chakra, { database: db, tenant: ({ headers }) => headers["x-tenant"] as string | undefined });
});

const config = { transaction: true } as const;
const all = async () =>
  (await db.sql<{ total: number }>`select total from orders order by total`).map(({ total }) => total);
const atRest = () => vi.waitFor(() => expect(db.pool).toMatchObject({ waiting: 0, idle: db.pool.total }));
const asleep = async () =>
  (
    await watcher.sql`select pid from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'
      and datname = current_database()`
  ).length;
const idleInTransaction = async () =>
  (
    await watcher.sql`select pid from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()`
  ).length;

test.each([
  ["GET", "/alone"],
  ["GET", "/together"],
  ["POST", "/alone"],
  ["POST", "/together"],
])("a client that goes ends the statement that runs in the server: %s %s", async (method, path) => {
  const errors: unknown[] = [];
  const handler = async () => {
    await Order.create({ total: 1 });
    await db.sql`select pg_sleep(30)`.run().catch((error: unknown) => {
      errors.push(error);
      throw error;
    });
  };
  app.route({ method: ["GET", "POST"], url: "/alone", handler });
  app.route({ method: ["GET", "POST"], url: "/together", handler, config });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const body = method === "POST" ? JSON.stringify({ a: 1 }) : undefined;
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const client = httpRequest(`${url}${path}`, { method, headers });
  client.on("error", () => undefined);
  client.end(body);
  await vi.waitFor(async () => expect(await asleep()).toBe(1), { timeout: 20_000 });
  client.destroy();
  await vi.waitFor(async () => expect(await asleep()).toBe(0), { timeout: 20_000 });
  await vi.waitFor(() => expect(errors).toMatchObject([{ code: "REQUEST_ABORTED" }]));
  await atRest();
  expect(await all()).toEqual(path === "/alone" ? [1] : []);
  expect(await idleInTransaction()).toBe(0);
});

test("what keeps a transaction from being committed is the answer, and what it wrote is not there", async () => {
  app.get("/", { config }, async (_request, reply) => {
    await Order.create({ total: 1 });
    await db.sql`select 1 / 0`.run().catch(() => undefined);
    return reply.status(201).send({ ok: true });
  });
  const response = await app.inject("/");
  expect([response.statusCode, response.json().code]).toEqual([500, "TRANSACTION"]);
  expect(await all()).toEqual([]);
  await atRest();
});

test("of two requests that meet, one is told to come again", async () => {
  const arrived: (() => void)[] = [];
  const both = new Promise<void>((resolve) => {
    arrived.push(() => arrived.length > 2 && resolve());
  });
  app.get("/", { config: { transaction: { isolation: "serializable" } } }, async () => {
    const total = await Order.count();
    arrived.push(() => undefined);
    arrived[0]?.();
    await both;
    await Order.create({ total });
    return { total };
  });
  const answers = await Promise.all([app.inject("/"), app.inject("/")]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 503]);
  const lost = answers.find(({ statusCode }) => statusCode === 503);
  expect([lost?.json().code, lost?.headers["retry-after"]]).toEqual(["SERIALIZATION", "1"]);
  expect(await all()).toEqual([0]);
  await atRest();
});

test("a transaction that only reads writes nothing", async () => {
  app.get("/", { config: { transaction: { readOnly: true } } }, async () => Order.create({ total: 1 }));
  expect((await app.inject("/")).statusCode).toBe(500);
  expect(await all()).toEqual([]);
  await atRest();
});

test("40 tenants with 25 requests each, over 4 connections, write and read their own rows alone", async () => {
  app.post("/alone", async () => ({ total: (await Order.create({ total: 1 })).total, rows: await Order.count() }));
  app.post("/together", { config }, async () => {
    const { tenant } = await Order.create({ total: 1 });
    const strays = (await Order.all()).filter((order) => order.tenant !== tenant);
    return { strays: strays.length };
  });
  await app.ready();
  const tenants = Array.from({ length: 40 }, (_, i) => `t${i}`);
  const ask = (tenant: string, url: string) =>
    app.inject({ method: "POST", url, headers: { "x-tenant": tenant }, payload: { a: 1 } });
  for (let round = 0; round < 25; round++) {
    const url = round % 2 === 0 ? "/together" : "/alone";
    const answers = await Promise.all(tenants.map((tenant) => ask(tenant, url)));
    const expected = url === "/together" ? { strays: 0 } : { total: 1, rows: round + 1 };
    for (const answer of answers) expect(answer.json()).toEqual(expected);
  }
  const rows = await db.sql<{ rows: number }>`select count(*)::int as rows from orders group by tenant`;
  expect(rows.map(({ rows: count }) => count)).toEqual(tenants.map(() => 25));
  await atRest();
});
