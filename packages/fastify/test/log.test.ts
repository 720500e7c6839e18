import { expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, recordLog, User } from "./blog.js";

test("statements are logged at debug through the app's log, without values", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "debug", stream } });
  await app.register(chakra, { database: await makeDatabase() });
  await User.create({ username: "alice" });
  const statements = lines.filter((line) => line["component"] === "chakra" && line["msg"] === "statement");
  expect(statements).toMatchObject([{ level: 20, operation: "insert", model: "User", rows: 1 }]);
  expect(JSON.stringify(statements)).not.toContain("alice");
});

test("nothing is logged at info but what is slow", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "info", stream } });
  await app.register(chakra, { database: await makeDatabase() });
  await User.count();
  expect(lines).toEqual([]);
});

test("slow statements are warned of with the line that ran them", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "info", stream } });
  await app.register(chakra, { database: await makeDatabase(), slowQueryMs: 0 });
  await User.count();
  await app.db.transaction(() => User.findOrNull(1));
  const slow = lines.filter((line) => line["operation"] === "select");
  const warning = { level: 40, msg: "slow statement", caller: expect.stringContaining("log.test.ts") };
  expect(slow).toMatchObject([warning, warning]);
});

test("the app's level can change while it runs", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "info", stream } });
  await app.register(chakra, { database: await makeDatabase(), log: app.log as never });
  app.log.level = "debug";
  await User.count();
  expect(lines).toMatchObject([{ level: 20, msg: "statement" }]);
});

test("log: false logs no statement, and a log of one's own gets them", async () => {
  const { lines, stream } = recordLog();
  const own: string[] = [];
  const log = {
    debug: (_: object, message: string) => void own.push(message),
    warn: () => undefined,
    error: () => undefined,
  };
  const app = makeApp({ logger: { level: "debug", stream } });
  const database = await makeDatabase();
  await app.register(chakra, { database, log: false });
  await app.register(chakra, { database, log, name: "again" });
  await User.count();
  expect(lines.filter((line) => line["msg"] === "statement")).toEqual([]);
  expect(own).toEqual(["statement"]);
});

test("an answered error is logged: a refusal at info, a fault at error with its stack", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "info", stream } });
  await app.register(chakra, { database: await makeDatabase() });
  app.get("/missing", async () => User.find(7));
  app.get("/fault", async () => User.findBy({ username: undefined as never }));
  await app.inject("/missing");
  await app.inject("/fault");
  expect(lines.filter((line) => "err" in line)).toMatchObject([
    { level: 30, reqId: "req-1", err: { code: "RECORD_NOT_FOUND" } },
    { level: 50, reqId: "req-2", err: { code: "QUERY", stack: expect.stringContaining("log.test.ts") } },
  ]);
});

test("works where the app has no log", async () => {
  const app = makeApp({ logger: false });
  await app.register(chakra, { database: await makeDatabase(), slowQueryMs: 0 });
  expect(await User.count()).toBe(0);
});
