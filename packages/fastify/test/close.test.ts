import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, models, User } from "./blog.js";

/** A promise, and what fulfils it. */
function signal(): [Promise<void>, () => void] {
  let fire: () => void = () => undefined;
  const fired = new Promise<void>((resolve) => (fire = resolve));
  return [fired, () => fire()];
}

test("closes what it opened, and only once", async () => {
  const app = makeApp();
  await app.register(chakra, { url: "sqlite::memory:", models });
  const { db } = app;
  await app.db.createTables();
  await app.close();
  await app.close();
  expect((await db.health()).ok).toBe(false);
  // The name is free again.
  await (await connect("sqlite::memory:")).close();
});

test("leaves a database open that it was given, and stops logging it", async () => {
  const database = await makeDatabase();
  const lines: string[] = [];
  const app = makeApp({ logger: { level: "debug", stream: { write: (line: string) => void lines.push(line) } } });
  await app.register(chakra, { database });
  await app.close();
  lines.length = 0;
  expect(await User.count()).toBe(0);
  expect(lines).toEqual([]);
});

test("lets a running request finish before it closes", async () => {
  const app = makeApp();
  await app.register(chakra, { url: "sqlite::memory:", models });
  await app.db.createTables();
  const [entered, enter] = signal();
  const [released, release] = signal();
  app.get("/", async () => {
    enter();
    await released;
    return { count: await User.count() };
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const { db } = app;
  // Not kept alive: the server would wait for the connection to end.
  const answer = fetch(url, { headers: { connection: "close" } });
  await entered;
  const closed = app.close();
  // Long enough for a close that does not wait.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await db.health()).ok).toBe(true);
  release();
  expect(await (await answer).json()).toEqual({ count: 0 });
  await closed;
  expect((await db.health()).ok).toBe(false);
});

test("closes after onClose hooks that were added later, which still may use it", async () => {
  const app = makeApp();
  await app.register(chakra, { url: "sqlite::memory:", models });
  await app.db.createTables();
  let count: number | undefined;
  app.addHook("onClose", async () => {
    count = await User.count();
  });
  await app.ready();
  await app.close();
  expect(count).toBe(0);
});

test("a start that fails elsewhere leaves nothing open once the app is closed", async () => {
  const app = makeApp();
  app.register(chakra, { url: "sqlite::memory:", models });
  app.register(async () => {
    throw new Error("another plugin failed");
  });
  await expect(async () => app.ready()).rejects.toThrow("another plugin failed");
  await app.close();
  await (await connect("sqlite::memory:")).close();
});

test("the app does not start where the database cannot be opened, and says why", async () => {
  const folder = await mkdtemp(join(tmpdir(), "chakra-fastify-"));
  try {
    const app = makeApp();
    app.register(chakra, { url: `sqlite:${join(folder, "missing", "app.db")}`, models });
    await expect(async () => app.ready()).rejects.toMatchObject({
      code: "CONNECTION",
      message: expect.stringContaining(join(folder, "missing")),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a database that never answers ends the start with an error of its own", async () => {
  // Long enough that a busy machine does not run out of both times in one turn.
  const app = makeApp({ pluginTimeout: 3000 });
  const { sqlite } = await import("@chakra-orm/sqlite");
  const silent = {
    ...sqlite,
    createDriver: () => ({ connect: () => new Promise<never>(() => undefined), close: async () => undefined }),
  };
  app.register(chakra, { dialect: silent, name: "far" });
  await expect(async () => app.ready()).rejects.toThrow(
    'The database "far" did not answer while the app was starting.',
  );
});
