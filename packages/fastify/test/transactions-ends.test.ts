import { get } from "node:http";
import { Readable } from "node:stream";
import type { Database } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { beforeEach, expect, test, vi } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, recordLog, User } from "./blog.js";

let app: FastifyInstance;
let db: Database;
let lines: Record<string, unknown>[];

beforeEach(async () => {
  const log = recordLog();
  lines = log.lines;
  app = makeApp({ logger: { level: "info", stream: log.stream } });
  db = await makeDatabase();
  await app.register(chakra, { database: db });
});

const config = { transaction: true } as const;
const create = (username: string) => User.create({ username });
const names = () => User.orderBy("username").pluck("username");
/** Every connection is free again, as soon as what ends the transaction is through. */
const atRest = () => vi.waitFor(() => expect(db.pool).toMatchObject({ waiting: 0, idle: db.pool.total }));

test.each([
  ["of Node's", () => Readable.from(["a", "b"])],
  ["of the Web's", () => Readable.toWeb(Readable.from(["a", "b"]))],
  ["in a Response", () => new Response("text")],
])("a stream %s is refused, and ended", async (_, make) => {
  const streams: unknown[] = [];
  app.get("/", { config }, async (_request, reply) => {
    await create("alice");
    const stream = make();
    streams.push(stream);
    return reply.send(stream);
  });
  const response = await app.inject("/");
  expect(response.statusCode).toBe(500);
  expect(response.json()).toMatchObject({ code: "TRANSACTION" });
  expect(lines.find((line) => "err" in line)).toMatchObject({
    err: { message: expect.stringContaining("GET / runs in a transaction and answers with a stream") },
  });
  if (streams[0] instanceof Readable) expect(streams[0].destroyed).toBe(true);
  await atRest();
  expect(await names()).toEqual([]);
});

test("a stream of rows that is refused lets its connection go", async () => {
  for (const username of ["alice", "berta", "carol"]) await create(username);
  app.get("/", { config }, (_request, reply) => reply.send(Readable.from(User.stream())));
  expect((await app.inject("/")).statusCode).toBe(500);
  await atRest();
});

test("an answer with an error may be a stream: it has nothing to do with the transaction", async () => {
  app.get("/", { config }, async (_request, reply) => {
    await create("alice");
    return reply.status(400).send(Readable.from(["no"]));
  });
  expect(await app.inject("/")).toMatchObject({ statusCode: 400, body: "no" });
  await atRest();
  expect(await names()).toEqual([]);
});

test.each([
  [new Response(null, { status: 204 }), ["alice"]],
  [new Response(null, { status: 404 }), []],
  [new Response("no", { status: 409 }), []],
])("the status of a Response counts: %o", async (answer, left) => {
  app.get("/", { config }, async () => {
    await create("alice");
    return answer;
  });
  expect((await app.inject("/")).statusCode).toBe(answer.status);
  await atRest();
  expect(await names()).toEqual(left);
});

test("an answer past Fastify rolls back, and says so", async () => {
  app.get("/", { config }, async (_request, reply) => {
    await create("alice");
    reply.hijack();
    reply.raw.end("by hand");
  });
  expect((await app.inject("/")).body).toBe("by hand");
  await atRest();
  expect(await names()).toEqual([]);
  expect(lines.filter(({ level }) => level === 50)).toMatchObject([
    { route: "GET /", msg: expect.stringContaining("reply.hijack()") },
  ]);
});

test("a client that goes while the handler never answers leaves nothing behind", async () => {
  let entered = (): void => undefined;
  const isIn = new Promise<void>((resolve) => (entered = resolve));
  app.get("/", { config }, async () => {
    await create("alice");
    entered();
    return new Promise(() => undefined);
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const client = get(url).on("error", () => undefined);
  await isIn;
  expect(db.pool.idle).toBe(0);
  client.destroy();
  await atRest();
  expect(await names()).toEqual([]);
});

test("a client that goes is no reason to commit what the handler still answers", async () => {
  let answered: Promise<unknown> | undefined;
  app.get("/", { config }, async (request) => {
    await create("alice");
    request.raw.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    answered = create("berta").catch((error: unknown) => error);
    await answered;
    return {};
  });
  await app.inject("/").catch(() => undefined);
  await vi.waitFor(async () => expect(await answered).toMatchObject({ code: "REQUEST_ABORTED" }));
  await atRest();
  expect(await names()).toEqual([]);
});

test("a handler that Fastify gives up is rolled back", async () => {
  app.get("/", { config, handlerTimeout: 30 }, async () => {
    await create("alice");
    return new Promise(() => undefined);
  });
  expect((await app.inject("/")).statusCode).toBe(503);
  await atRest();
  expect(await names()).toEqual([]);
});

test("a transaction that is open for too long is a 503 that says when to try again", async () => {
  app.get("/", { config: { transaction: { timeout: 20 } } }, async () => {
    await create("alice");
    await new Promise((resolve) => setTimeout(resolve, 60));
    return { ok: true };
  });
  const response = await app.inject("/");
  expect([response.statusCode, response.json().code]).toEqual([503, "QUERY_TIMEOUT"]);
  expect(response.headers["retry-after"]).toBe("1");
  await atRest();
  expect(await names()).toEqual([]);
});

test("an app that closes waits for the transactions of its requests", async () => {
  let entered = (): void => undefined;
  let release = (): void => undefined;
  const isIn = new Promise<void>((resolve) => (entered = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  app.get("/", { config }, async () => {
    await create("alice");
    entered();
    await released;
    return { user: await create("berta") };
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const answer = fetch(url, { headers: { connection: "close" } });
  await isIn;
  const closed = app.close();
  release();
  expect((await answer).status).toBe(200);
  await closed;
  expect(await names()).toEqual(["alice", "berta"]);
});

test("an app that closes by force rolls back", async () => {
  const forced = makeApp({ forceCloseConnections: true });
  await forced.register(chakra, { database: db });
  let entered = (): void => undefined;
  const isIn = new Promise<void>((resolve) => (entered = resolve));
  forced.get("/", { config }, async () => {
    await create("alice");
    entered();
    return new Promise(() => undefined);
  });
  const url = await forced.listen({ port: 0, host: "127.0.0.1" });
  const answer = fetch(url).catch((error: Error) => error.name);
  await isIn;
  await forced.close();
  expect(await answer).toBe("TypeError");
  await atRest();
  expect(await names()).toEqual([]);
});
