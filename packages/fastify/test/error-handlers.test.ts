import { ChakraError, PoolTimeoutError } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { expect, test } from "vitest";
import { chakra, problemOf } from "../src/index.js";
import { makeApp, makeDatabase, User } from "./blog.js";

const findNobody = async (): Promise<User> => User.find(7);

function fail(): never {
  throw new Error("something else");
}

/** Who answered to an error of Chakra's and to another one. */
async function answers(app: FastifyInstance, prefix = ""): Promise<[unknown, unknown]> {
  const [ours, other] = [await app.inject(`${prefix}/ours`), await app.inject(`${prefix}/other`)];
  return [ours.json<{ by?: string }>().by ?? "chakra", other.json<{ by?: string }>().by ?? "fastify"];
}

function routes(app: FastifyInstance): void {
  app.get("/ours", findNobody);
  app.get("/other", async () => fail());
}

test("formatError makes the body, and status and headers stay", async () => {
  const app = makeApp();
  await app.register(chakra, {
    database: await makeDatabase(),
    formatError: (problem, error, request) => ({ code: problem.code, of: error.model, at: request.url }),
  });
  app.get("/users", findNobody);
  const response = await app.inject("/users");
  expect(response.statusCode).toBe(404);
  expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(response.json()).toEqual({ code: "RECORD_NOT_FOUND", of: "User", at: "/users" });
});

test("errors: conduit answers by field, with the same status and headers", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase(), errors: "conduit" });
  app.get("/missing", findNobody);
  app.get("/refused", async () => User.create({ username: "al" }));
  app.get("/busy", async () => {
    throw new PoolTimeoutError("select secret");
  });
  const answer = async (path: string) => {
    const response = await app.inject(path);
    return [response.statusCode, response.headers["content-type"], response.json(), response.headers["retry-after"]];
  };
  const json = "application/json; charset=utf-8";
  expect(await answer("/missing")).toEqual([404, json, { errors: { user: ["not found"] } }, undefined]);
  const short = { username: ["must have at least 3 characters"] };
  expect(await answer("/refused")).toEqual([422, json, { errors: short }, undefined]);
  expect(await answer("/busy")).toEqual([503, json, { errors: { base: ["The database is busy. Try again."] } }, "5"]);
});

test("errors as a function makes the body, and problemTypes says where problems are told of", async () => {
  const app = makeApp();
  const problemTypes = "https://example.com/problems/";
  await app.register(chakra, { database: await makeDatabase(), errors: ({ type }) => ({ type }), problemTypes });
  app.get("/", findNobody);
  expect((await app.inject("/")).json()).toEqual({ type: "https://example.com/problems/record-not-found" });
});

test.each([
  [
    { errors: "json" },
    'errors of chakra is "problem", "conduit", a function that makes the body, or false, not "json".',
  ],
  [{ errors: "problem", formatError: () => ({}) }, "errors and formatError, which both say"],
  [{ formatError: "x" }, "formatError of chakra is a function"],
  [{ problemTypes: 7 }, "problemTypes of chakra is a text"],
  [{ tenant: "acme" }, "tenant of chakra is a function of the request"],
  [{ repeatedFrom: 1 }, "repeatedFrom of chakra is a whole number from 2 on, or false"],
  [{ schema: "loud" }, 'schema of chakra is "off", "warn" or "throw"'],
])("refuses %j", async (options, message) => {
  const database = await makeDatabase();
  const app = makeApp();
  await expect(async () => app.register(chakra, { database, ...(options as object) })).rejects.toThrow(message);
});

test("errors: false leaves every error to Fastify", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase(), errors: false });
  app.get("/", findNobody);
  expect((await app.inject("/")).json()).toMatchObject({ statusCode: 404, error: "Not Found" });
});

test("a handler of the same instance, set before, gets every error", async () => {
  const app = makeApp();
  app.setErrorHandler((error, _, reply) => reply.send({ by: "own", code: problemOf(error)?.code }));
  await app.register(chakra, { database: await makeDatabase() });
  routes(app);
  expect(await answers(app)).toEqual(["own", "own"]);
  expect((await app.inject("/ours")).json()).toEqual({ by: "own", code: "RECORD_NOT_FOUND" });
});

test("a handler set after a register that was not awaited gets every error too", async () => {
  const app = makeApp();
  app.register(chakra, { database: await makeDatabase() });
  app.setErrorHandler((_error, _, reply) => reply.send({ by: "own" }));
  routes(app);
  expect(await answers(app)).toEqual(["own", "own"]);
});

test("a child's handler gets the child's errors, and what it throws on is answered as elsewhere", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  routes(app);
  app.register(
    async (child) => {
      child.setErrorHandler((error, _, reply) => {
        if (ChakraError.is(error)) throw error;
        return reply.send({ by: "child" });
      });
      routes(child);
    },
    { prefix: "/child" },
  );
  expect(await answers(app)).toEqual(["chakra", "fastify"]);
  expect(await answers(app, "/child")).toEqual(["chakra", "child"]);
});

test("registered in a child, it answers there, and passes the rest to the handler around", async () => {
  const app = makeApp();
  app.setErrorHandler((_error, _, reply) => reply.send({ by: "root" }));
  const database = await makeDatabase();
  app.register(
    async (child) => {
      await child.register(chakra, { database });
      routes(child);
    },
    { prefix: "/child" },
  );
  routes(app);
  expect(await answers(app)).toEqual(["root", "root"]);
  expect(await answers(app, "/child")).toEqual(["chakra", "root"]);
});

test("a second database sets no second handler, also where Fastify allows one only", async () => {
  const app = makeApp({ allowErrorHandlerOverride: false });
  await app.register(chakra, { database: await makeDatabase() });
  await app.register(chakra, { url: "sqlite::memory:", name: "second" });
  routes(app);
  expect(await answers(app)).toEqual(["chakra", "fastify"]);
});
