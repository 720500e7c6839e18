import { connect, type Database } from "@chakra-orm/core";
import { useTestTransaction } from "@chakra-orm/testing";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, models, User } from "./blog.js";

// As the documentation shows it: one app and one database for the file, each test in a transaction that is rolled back.
describe("an app in test transactions", () => {
  let db: Database;
  let app: FastifyInstance;
  const heard: string[] = [];
  const transactions = new Set<string>();

  beforeAll(async () => {
    db = await connect("sqlite::memory:", { models });
    await db.createTables();
  });
  beforeEach(async () => {
    app = makeApp();
    await app.register(chakra, { database: db });
    app.get("/", async () => ({ users: await User.pluck("username") }));
    const create = async (request: { body: unknown }) => {
      db.afterCommit(() => heard.push("committed"));
      db.afterRollback(() => heard.push("rolled back"));
      return User.create(request.body as { username: string });
    };
    app.post("/alone", create);
    app.post("/together", { config: { transaction: { isolation: "serializable" } } }, create);
  });
  afterAll(() => db.close());
  useTestTransaction(() => db, { beforeEach, afterEach });

  const post = (url: string, username: string) => app.inject({ method: "POST", url, payload: { username } });

  test.each(["first", "second"])("what the %s test writes, no other one sees", async (name) => {
    expect((await app.inject("/")).json()).toEqual({ users: [] });
    expect((await post("/alone", "alice")).statusCode).toBe(200);
    expect((await post("/together", "berta")).statusCode).toBe(200);
    expect(await User.pluck("username")).toEqual(["alice", "berta"]);
    transactions.add(name);
  });

  test("a route's transaction ends as if it had really done so", async () => {
    heard.length = 0;
    expect((await post("/together", "alice")).statusCode).toBe(200);
    expect(heard.splice(0)).toEqual(["committed"]);
    expect((await post("/together", "alice")).statusCode).toBe(409);
    expect(heard).toEqual(["rolled back"]);
    expect((await post("/alone", "alice")).statusCode).toBe(409);
    expect(await User.pluck("username")).toEqual(["alice"]);
  });

  test("requests at once take turns on the one connection", async () => {
    const names = ["ann", "ben", "cleo", "dan"];
    const answers = await Promise.all(names.map((name, i) => post(i % 2 === 0 ? "/together" : "/alone", name)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect((await User.pluck("username")).sort()).toEqual(names);
  });

  test("nothing is left of all of them", async () => {
    expect(transactions).toEqual(new Set(["first", "second"]));
    expect(await User.count()).toBe(0);
  });
});
