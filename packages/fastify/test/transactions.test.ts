import type { Database } from "@chakra-orm/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, User } from "./blog.js";

let app: FastifyInstance;
let db: Database;
let sent: string[];

beforeEach(async () => {
  app = makeApp();
  db = await makeDatabase();
  await app.register(chakra, { database: db });
  sent = [];
  db.on("query", ({ operation, sql }) =>
    sent.push(operation === "transaction" ? (sql.split(" ")[0] as string) : operation),
  );
});

const config = { transaction: true } as const;
const create = (username: string) => User.create({ username });
const names = () => User.orderBy("username").pluck("username");
const atRest = () => expect(db.pool).toMatchObject({ waiting: 0, idle: db.pool.total });

/** What the route answers, and what is in the table then. */
async function ask(path = "/") {
  const response = await app.inject(path);
  atRest();
  return { status: response.statusCode, code: response.json().code as unknown, names: await names() };
}

test("begins with the first statement, and commits before the answer goes out", async () => {
  app.get("/", { config }, async (_request, reply) => {
    reply.raw.once("finish", () => sent.push("answered"));
    await new Promise((resolve) => setTimeout(resolve, 1));
    sent.push("handler");
    await create("alice");
    await create("berta");
    return { ok: true };
  });
  expect(await ask()).toEqual({ status: 200, code: undefined, names: ["alice", "berta"] });
  expect(sent).toEqual(["handler", "begin", "insert", "insert", "commit", "answered", "select"]);
});

test("a route that asks nothing opens nothing", async () => {
  app.get("/", { config }, async () => ({ ok: true }));
  app.get("/missing", { config }, async (_, reply) => reply.status(404).send({}));
  expect((await ask()).status).toBe(200);
  expect((await ask("/missing")).status).toBe(404);
  expect(sent).toEqual(["select", "select"]);
});

test("hooks of the request are in it, from onRequest to onSend", async () => {
  app.addHook("onRequest", () => create("in onRequest").then(() => undefined));
  app.addHook("onSend", async (_request, _reply, payload) => {
    await create("in onSend");
    return payload;
  });
  const preHandler = () => create("in preHandler").then(() => undefined);
  app.post("/", { config, preHandler }, async () => {
    await create("handler");
    throw new Error("stop");
  });
  const response = await app.inject({ method: "POST", url: "/", payload: { a: 1 } });
  expect(response.statusCode).toBe(500);
  // The error is answered by onSend hooks too: what those write then comes before the rollback.
  expect(await names()).toEqual([]);
  expect(sent.filter((each) => each === "begin")).toHaveLength(1);
  atRest();
});

test("a body that arrives in parts leaves the transaction as it is", async () => {
  app.post("/", { config }, async () => {
    await create("alice");
    throw new Error("stop");
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const body = JSON.stringify({ text: "x".repeat(200_000) });
  const headers = { "content-type": "application/json", connection: "close" };
  expect((await fetch(url, { method: "POST", body, headers })).status).toBe(500);
  expect(await names()).toEqual([]);
});

test("an error that is thrown rolls back, whatever it is answered with", async () => {
  const errorHandler = (_error: Error, _request: FastifyRequest, reply: FastifyReply) =>
    reply.send({ code: "handled" });
  app.get("/", { config: { transaction: { rollbackFrom: 600 } }, errorHandler }, async (_request, reply) => {
    reply.status(200);
    await create("alice");
    throw new Error("stop");
  });
  expect(await ask()).toEqual({ status: 200, code: "handled", names: [] });
});

test.each([
  [399, 400, true],
  [400, 400, false],
  [404, undefined, false],
  [499, 500, true],
  [500, 500, false],
  [503, 600, true],
])("an answer with %d where rollbackFrom is %s", async (status, rollbackFrom, isKept) => {
  app.get("/", { config: { transaction: { rollbackFrom } } }, async (_request, reply) => {
    await create("alice");
    return reply.status(status).send({});
  });
  expect(await ask()).toMatchObject({ status, names: isKept ? ["alice"] : [] });
});

test("an error of COMMIT becomes the answer", async () => {
  await db.sql`create table parents (id integer primary key)`.run();
  await db.sql`create table children (parent integer references parents deferrable initially deferred)`.run();
  await db.sql`pragma foreign_keys = on`.run();
  app.get("/", { config }, async (_request, reply) => {
    await create("alice");
    await db.sql`insert into children values (7)`.run();
    return reply.status(201).send({ ok: true });
  });
  expect(await ask()).toMatchObject({ status: 409, code: "FOREIGN_KEY_VIOLATION", names: [] });
});

test("an error in a hook after the handler rolls back", async () => {
  let fails = true;
  app.addHook("onSend", async (_request, _reply, payload) => {
    if (!fails) return payload;
    fails = false;
    throw new Error("in onSend");
  });
  app.get("/", { config }, async () => {
    await create("alice");
    return { ok: true };
  });
  expect(await ask()).toMatchObject({ status: 500, names: [] });
});

test("an error in serialization rolls back", async () => {
  app.get("/", { config }, async () => {
    await create("alice");
    return { big: 1n };
  });
  const schema = {
    response: { 200: { type: "object", required: ["name"], properties: { name: { type: "string" } } } },
  };
  app.get("/schema", { config, schema }, async () => {
    await create("berta");
    return {};
  });
  expect(await ask()).toMatchObject({ status: 500, names: [] });
  expect(await ask("/schema")).toMatchObject({ status: 500, names: [] });
});

test("a refused value is answered as ever, with nothing left behind", async () => {
  app.get("/", { config }, async () => {
    await create("alice");
    await create("al");
  });
  expect(await ask()).toEqual({ status: 422, code: "VALIDATION", names: [] });
});

test("a transaction inside is a savepoint, and callbacks fire once after the whole", async () => {
  const heard: string[] = [];
  const note = (name: string) => {
    db.afterCommit(() => heard.push(`${name} committed`));
    db.afterRollback(() => heard.push(`${name} rolled back`));
  };
  app.get("/:end", { config }, async (request, reply) => {
    note("whole");
    await db
      .transaction(async () => {
        note("inside");
        await create("inside");
        throw new Error("no");
      })
      .catch(() => undefined);
    await create("whole");
    expect(heard).toEqual([]);
    return reply.status((request.params as { end: string }).end === "well" ? 200 : 400).send({});
  });
  expect(await ask("/well")).toMatchObject({ status: 200, names: ["whole"] });
  expect(heard.splice(0)).toEqual(["whole committed", "inside rolled back"]);
  await db.sql`delete from users`.run();
  expect(await ask("/badly")).toMatchObject({ status: 400, names: [] });
  expect(heard).toEqual(["whole rolled back", "inside rolled back"]);
});

test("what goes on after the answer is refused, with the lines of the call and of the route", async () => {
  let late: Promise<unknown> | undefined;
  app.get("/late", { config }, async () => {
    await create("alice");
    late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => create("late")).catch((error: Error) => error);
    return {};
  });
  await app.inject("/late");
  const error = (await late) as Error;
  expect(error).toMatchObject({ code: "TRANSACTION" });
  expect(error.message).toMatch(
    /^User insert at .*transactions\.test\.ts:\d+.* committed already, the one begun at .*transactions\.test\.ts:\d+/,
  );
  expect(await names()).toEqual(["alice"]);
});

test("hooks that note what was answered write for themselves", async () => {
  const noted: unknown[] = [];
  app.addHook("onResponse", async () => {
    noted.push(await create("noted").catch((error: unknown) => error));
  });
  app.get("/", { config }, async () => create("alice"));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  await fetch(url, { headers: { connection: "close" } });
  await app.close();
  expect(noted).toMatchObject([{ username: "noted" }]);
  expect(await names()).toEqual(["alice", "noted"]);
});
