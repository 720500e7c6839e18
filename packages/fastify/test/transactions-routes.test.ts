import { connect, type Database } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, User } from "./blog.js";

const names = () => User.orderBy("username").pluck("username");

test.each([
  ["yes", "config.transaction of GET / is true or an object such as { readOnly: true }, not yes."],
  [{ isolated: true }, 'has no option "isolated". It has isolation, readOnly'],
  [{ retries: 3 }, "config.transaction of GET / cannot be run again: its hooks have run"],
  [{ propagation: "never" }, 'has no option "propagation"'],
  [{ database: 7 }, "takes as database the name of one"],
  [{ rollbackFrom: 200 }, "takes as rollbackFrom a status from 400 on"],
  [{ rollbackFrom: "400" }, "takes as rollbackFrom a status from 400 on"],
])("a route that says %j is refused as it is defined", async (transaction, message) => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  expect(() => app.get("/", { config: { transaction: transaction as never } }, async () => ({}))).toThrow(message);
});

test.each([
  [{ isolation: "total" }, "takes as isolation"],
  [{ timeout: -1 }, "takes as timeout"],
  [{ lockTimeout: 5 }, "capability statementLimits"],
  [{ database: "elsewhere" }, 'no database named "elsewhere"'],
])("a route that says %j keeps the app from starting", async (transaction, message) => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  app.get("/", { config: { transaction: transaction as never } }, async () => ({}));
  await expect(async () => app.ready()).rejects.toThrow(message);
});

test("a route that was defined before the plugin was loaded has its transaction too", async () => {
  const app = makeApp();
  const database = await makeDatabase();
  app.register(chakra, { database });
  app.get("/:status", { config: { transaction: true } }, async (request, reply) => {
    await User.create({ username: "alice" });
    return reply.status(Number((request.params as { status: string }).status)).send({});
  });
  await app.inject("/400");
  expect(await names()).toEqual([]);
  await app.inject("/200");
  expect(await names()).toEqual(["alice"]);
});

test("one on another database is found by its name, and the models that live there are in it", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  const second = await connect("sqlite::memory:", { name: "second", models: [User] });
  await second.createTables();
  await app.register(chakra, { database: second, name: "second" });
  app.get("/", { config: { transaction: { database: "second" } } }, async () => {
    await second.use(() => User.create({ username: "lost" }));
    await User.create({ username: "kept" });
    throw new Error("stop");
  });
  await app.inject("/");
  expect([await names(), await second.use(names)]).toEqual([["kept"], []]);
  await second.close();
});

test("HEAD, OPTIONS and routes of several methods have theirs", async () => {
  const app = makeApp();
  const database: Database = await makeDatabase();
  await app.register(chakra, { database });
  app.route({
    method: ["GET", "OPTIONS"],
    url: "/",
    config: { transaction: true },
    handler: async () => User.create({ username: "alice" }).then(() => ({ ok: true })),
  });
  for (const method of ["HEAD", "OPTIONS", "GET"] as const) {
    expect((await app.inject({ method, url: "/" })).statusCode).toBe(200);
    expect(await names()).toEqual(["alice"]);
    await database.sql`delete from users`.run();
  }
});

test("a request inside a request joins its transaction", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  app.get("/inner", async () => User.create({ username: "inner" }));
  app.get("/outer", { config: { transaction: true } }, async () => {
    await app.inject("/inner");
    throw new Error("stop");
  });
  await app.inject("/outer");
  expect(await names()).toEqual([]);
});
