import { connect, type Database } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, models, User } from "./blog.js";

test("connects and makes the database app.db, in children too", async () => {
  const app = makeApp();
  app.register(chakra, { url: "sqlite::memory:", models });
  let inChild: Database | undefined;
  app.register(async (child) => {
    inChild = child.db;
  });
  await app.ready();
  await app.db.createTables();
  await User.create({ username: "alice" });
  expect(await User.count()).toBe(1);
  expect(inChild).toBe(app.db);
  expect(app.getDecorator<Database>("db")).toBe(app.db);
});

test("takes a database that is connected already, and adds the models to it", async () => {
  const database = await connect("sqlite::memory:");
  const app = makeApp();
  await app.register(chakra, { database, models });
  expect(app.db).toBe(database);
  expect(database.models).toEqual(models);
  await database.close();
});

test("keeps several databases apart by name", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  await app.register(chakra, { url: "sqlite::memory:", name: "analytics" });
  expect(app.databases.names).toEqual(["default", "analytics"]);
  expect(app.databases.get("analytics")).not.toBe(app.db);
  expect(app.databases.get("analytics").name).toBe("analytics");
  expect(app.databases.get()).toBe(app.db);
  expect(() => app.databases.get("anal")).toThrow('no database named "anal". It has: default, analytics.');
});

test("says so where there are only named databases", async () => {
  const app = makeApp();
  await app.register(chakra, { url: "sqlite::memory:", name: "analytics" });
  expect(() => app.db).toThrow('no database named "default". It has: analytics. Register one without a name');
});

test("refuses a name that is taken, before it connects", async () => {
  const database = await makeDatabase();
  const app = makeApp();
  await app.register(chakra, { database, name: "blog" });
  await expect(async () => app.register(chakra, { url: "nowhere://", name: "blog" })).rejects.toThrow(
    'A database named "blog" is registered already.',
  );
});

test("refuses a second default", async () => {
  const database = await makeDatabase();
  const app = makeApp();
  await app.register(chakra, { database });
  await expect(async () => app.register(chakra, { database })).rejects.toThrow('named "default" is registered already');
});

test.each(["", "  ", 5])("refuses the name %j", async (name) => {
  const app = makeApp();
  const options = { url: "sqlite::memory:", name: name as string };
  await expect(async () => app.register(chakra, options)).rejects.toThrow(
    `name of chakra is the name of a database, not ${JSON.stringify(name)}.`,
  );
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("refuses the reserved name %s", async (name) => {
  const app = makeApp();
  await expect(async () => app.register(chakra, { url: "sqlite::memory:", name })).rejects.toThrow(
    `A database cannot be named ${JSON.stringify(name)}: every object of JavaScript has a property of that name.`,
  );
});

test("what holds for the whole instance is said once", async () => {
  const app = makeApp();
  const tenant = () => "acme";
  await app.register(chakra, { database: await makeDatabase(), tenant });
  const again = { url: "sqlite::memory:", name: "second", tenant };
  await expect(async () => app.register(chakra, again)).rejects.toThrow("tenant of chakra was said to this Fastify");
});

test("a child may have a database of its own under a name that is taken around it", async () => {
  const app = makeApp();
  await app.register(chakra, { url: "sqlite::memory:", models });
  await app.register(chakra, { url: "sqlite::memory:", name: "analytics" });
  let own: Database[] = [];
  app.register(async (child) => {
    await child.register(chakra, { url: "sqlite::memory:", models });
    own = [child.db, child.databases.get("analytics")];
    expect(child.databases.names).toEqual(["default", "analytics"]);
  });
  await app.ready();
  expect(own[0]).not.toBe(app.db);
  expect(own[1]).toBe(app.databases.get("analytics"));
});

test("is the default export too, as Fastify's own tools look for it", async () => {
  const app = makeApp();
  await app.register(import("../src/index.js"), { database: await makeDatabase() });
  expect(app.hasPlugin("@chakra-orm/fastify")).toBe(true);
});

test("a child sees the databases around it and keeps its own to itself", async () => {
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  let names: readonly string[] = [];
  app.register(async (child) => {
    await child.register(chakra, { url: "sqlite::memory:", name: "tenant" });
    names = child.databases.names;
    expect(child.db).toBe(app.db);
  });
  await app.ready();
  expect(names).toEqual(["default", "tenant"]);
  expect(app.databases.names).toEqual(["default"]);
});

test("siblings may use one name each for a database of their own", async () => {
  const app = makeApp();
  const [left, right] = [await makeDatabase(), await connect("sqlite::memory:", { name: "right" })];
  const seen: Database[] = [];
  for (const database of [left, right]) {
    app.register(async (child) => {
      await child.register(chakra, { database });
      seen.push(child.db);
    });
  }
  await app.ready();
  expect(seen).toEqual([left, right]);
  expect(app.hasDecorator("db")).toBe(false);
  await right.close();
});

test("leaves its options as they are, and what Fastify itself takes of them aside", async () => {
  const pool = Object.freeze({ max: 1 });
  const options = Object.freeze({ url: "sqlite::memory:", models: Object.freeze([...models]), pool, prefix: "/api" });
  const app = makeApp();
  await app.register(chakra, options);
  expect(app.db.models).toEqual(models);
});

test.each([
  [{}, 'chakra needs a database: app.register(chakra, { url: "sqlite:app.db", models })'],
  [{ url: "sqlite::memory:", colour: "red" }, 'connect has no option "colour"'],
  [{ database: "sqlite::memory:" }, "database of chakra is what connect() gave"],
])("refuses the options %j", async (options, message) => {
  const app = makeApp();
  await expect(async () => app.register(chakra, options as never)).rejects.toThrow(message);
});

test("refuses to connect what is connected", async () => {
  const database = await makeDatabase();
  const app = makeApp();
  const options = { database, url: "sqlite::memory:" };
  await expect(async () => app.register(chakra, options as never)).rejects.toThrow(
    "chakra was given a database and url.",
  );
});

test("can be required by other plugins by its name", async () => {
  const { default: plugin } = await import("fastify-plugin");
  const app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
  const dependent = plugin(async () => undefined, {
    name: "reports",
    dependencies: ["@chakra-orm/fastify"],
    decorators: { fastify: ["db"] },
  });
  await app.register(dependent);
  expect(app.hasPlugin("reports")).toBe(true);
});
