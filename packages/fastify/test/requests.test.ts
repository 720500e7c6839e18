import { connect, currentRequest, type Database, type RequestContext } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, Post, recordLog, User } from "./blog.js";

let database: Database;

beforeEach(async () => {
  database = await makeDatabase();
});

/** An app with a route that gives what the ORM knows of its request. */
async function appWith(options: object = {}): Promise<FastifyInstance> {
  const app = makeApp();
  await app.register(chakra, { database, ...options });
  return app;
}

const shown = ({ id, route, method, traceparent, tenant }: Partial<RequestContext> = {}) => ({
  id,
  route,
  method,
  traceparent,
  tenant,
});
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("a request is known by its id, route, method and trace", async () => {
  const app = await appWith();
  app.get("/users/:id", async () => shown(currentRequest()));
  const response = await app.inject({ url: "/users/7", headers: { traceparent } });
  expect(response.json()).toEqual({ id: "req-1", route: "/users/:id", method: "GET", traceparent });
  const other = await app.inject({ url: "/users/7", headers: { traceparent: "00-nonsense" } });
  expect(other.json()).toEqual({ id: "req-2", route: "/users/:id", method: "GET" });
});

test("in every hook, in the handler, in children, after a body and after awaiting", async () => {
  const app = await appWith();
  const seen: Record<string, string | undefined> = {};
  const note = (where: string): void => {
    seen[where] = currentRequest()?.route;
  };
  app.addHook("onRequest", async () => note("onRequest"));
  app.addHook("preParsing", async () => note("preParsing"));
  app.addHook("preValidation", async () => note("preValidation"));
  app.addHook("preHandler", async () => note("preHandler"));
  app.addHook("preSerialization", async () => note("preSerialization"));
  app.addHook("onSend", async () => note("onSend"));
  app.addHook("onResponse", async () => note("onResponse"));
  app.register(async (child) => {
    child.addHook("preHandler", async () => note("in a child"));
    child.post("/posts", async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await User.count();
      note("handler");
      return { ok: true };
    });
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const body = JSON.stringify({ text: "x".repeat(200_000) });
  const headers = { "content-type": "application/json", connection: "close" };
  expect((await fetch(`${url}/posts`, { method: "POST", body, headers })).status).toBe(200);
  await app.close();
  expect(Object.keys(seen)).toHaveLength(9);
  expect(new Set(Object.values(seen))).toEqual(new Set(["/posts"]));
});

test("an error handler and a route that is not there are parts of a request too", async () => {
  const app = await appWith();
  app.setNotFoundHandler(async (_request, reply) => reply.status(404).send(shown(currentRequest())));
  expect((await app.inject("/nowhere")).json()).toEqual({ id: "req-1", method: "GET" });
});

test("scopes of other plugins stay as they are", async () => {
  const { AsyncLocalStorage } = await import("node:async_hooks");
  const app = makeApp();
  const [before, after] = [new AsyncLocalStorage<string>(), new AsyncLocalStorage<string>()];
  app.addHook("onRequest", (_request, _reply, done) => before.run("before", done));
  await app.register(chakra, { database });
  app.addHook("onRequest", (_request, _reply, done) => after.run("after", done));
  app.get("/", async () => [before.getStore(), after.getStore(), currentRequest()?.route]);
  expect((await app.inject("/")).json()).toEqual(["before", "after", "/"]);
});

test("the tenant is asked for first, and again once more is known", async () => {
  const app = await appWith({
    tenant: (request: { headers: object; query: unknown; user?: string }) =>
      (request.headers as Record<string, string>)["x-tenant"] ?? request.user,
  });
  app.addHook("preValidation", async (request) => {
    const { user } = request.query as { user?: string };
    if (user !== undefined) Object.assign(request, { user });
  });
  app.get("/", async () => ({ tenant: currentRequest()?.tenant }));
  expect((await app.inject({ url: "/", headers: { "x-tenant": "acme" } })).json()).toEqual({ tenant: "acme" });
  expect((await app.inject("/?user=globex")).json()).toEqual({ tenant: "globex" });
  expect((await app.inject("/")).json()).toEqual({});
});

test("a tenant that cannot be told, or is no text, is answered as an error", async () => {
  const app = await appWith({
    tenant: ({ headers }: { headers: Record<string, unknown> }) => {
      if (headers["x-bad"] === "number") return 7 as never;
      throw Object.assign(new Error("Which host is this?"), { statusCode: 421 });
    },
  });
  app.get("/", async () => "never");
  expect((await app.inject("/")).statusCode).toBe(421);
  expect((await app.inject({ url: "/", headers: { "x-bad": "number" } })).json().code).toBe("QUERY");
});

test("a child may have a tenant and a database of its own, for itself alone", async () => {
  const app = await appWith({ tenant: () => "root" });
  const europe = await connect("sqlite::memory:", { name: "europe", models: [User, Post] });
  app.addHook("onClose", () => europe.close());
  await europe.createTables();
  const route = async () => ({ tenant: currentRequest()?.tenant, users: await User.pluck("username") });
  await app.register(
    async (child) => {
      await child.register(chakra, { database: europe, tenant: () => "europe" });
      expect(child.db).toBe(europe);
      child.get("/", route);
      child.register(async (inner) => void inner.get("/inner", route));
    },
    { prefix: "/europe" },
  );
  app.get("/", route);
  await User.create({ username: "root" });
  await europe.use(() => User.create({ username: "erika" }));
  expect((await app.inject("/")).json()).toEqual({ tenant: "root", users: ["root"] });
  for (const path of ["/europe", "/europe/inner"]) {
    expect((await app.inject(path)).json()).toEqual({ tenant: "europe", users: ["erika"] });
  }
  expect(app.db).toBe(database);
});

test("statements of a request are logged by the request's log, with its route", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "debug", stream } });
  await app.register(chakra, { database, slowQueryMs: 0 });
  app.get("/users/:id", async () => ({ users: await User.count() }));
  await app.inject("/users/7");
  await User.count();
  const slow = lines.filter(({ msg }) => msg === "slow statement");
  expect(slow).toMatchObject([
    {
      reqId: "req-1",
      route: "GET /users/:id",
      component: "chakra",
      caller: expect.stringMatching(/requests\.test\.ts:\d+/),
    },
    { component: "chakra" },
  ]);
  expect(slow[1]).not.toHaveProperty("reqId");
});

test("a statement that a request runs again and again is warned of, with route and line", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "warn", stream } });
  await app.register(chakra, { database, repeatedFrom: 3 });
  app.get("/:times", async (request) => {
    const { times } = request.params as { times: string };
    for (let i = 0; i < Number(times); i++) await User.findOrNull(i + 1);
    return {};
  });
  await app.inject("/2");
  expect(lines).toEqual([]);
  await app.inject("/4");
  expect(lines).toMatchObject([
    {
      level: 40,
      reqId: "req-2",
      route: "GET /:times",
      statements: 4,
      repeated: [{ model: "User", times: 4, caller: expect.stringMatching(/requests\.test\.ts:\d+/) }],
    },
  ]);
});

test("repeatedFrom: false warns of nothing", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "warn", stream } });
  await app.register(chakra, { database, repeatedFrom: false });
  app.get("/", async () => {
    for (let i = 0; i < 20; i++) await User.findOrNull(i + 1);
    return {};
  });
  await app.inject("/");
  expect(lines).toEqual([]);
});
