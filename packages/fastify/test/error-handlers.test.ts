import { ChakraError } from "@chakra-orm/core";
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
