import { connect, field, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, models, recordLog } from "./blog.js";

class Parcel extends Model {
  id = field.id();
  weight = field.integer();
  label = field.string(20);
}

/** A database whose table of parcels has other columns than the model. */
async function outdated(name: string) {
  const db = await connect("sqlite::memory:", { name, models: [Parcel] });
  await db.sql`create table parcels (id integer primary key, weight integer)`.run();
  return db;
}

test("a database that lacks what models need keeps the app from starting, where that is asked for", async () => {
  const app = makeApp();
  const database = await outdated("outdated");
  app.register(chakra, { database, models, schema: "throw" });
  await expect(async () => app.ready()).rejects.toThrow(
    'The database "outdated" lacks label in parcels of Parcel; the table users of User; the table posts of Post. Bring it up to date',
  );
  await database.close();
});

test("or is warned of, once", async () => {
  const { lines, stream } = recordLog();
  const app = makeApp({ logger: { level: "warn", stream } });
  const database = await outdated("warned");
  await app.register(chakra, { database, schema: "warn" });
  await app.ready();
  expect(lines).toMatchObject([
    { level: 40, database: "warned", gaps: [{ model: "Parcel", table: "parcels", columns: ["label"] }] },
  ]);
  await database.close();
});

test("or is not looked for", async () => {
  const app = makeApp();
  const database = await outdated("ignored");
  await app.register(chakra, { database });
  await app.ready();
  await database.close();
});

test("one that has it all lets the app start", async () => {
  const app = makeApp();
  const database = await connect("sqlite::memory:", { models });
  await database.createTables();
  await app.register(chakra, { database, schema: "throw", ping: true });
  await app.ready();
  await database.close();
});

test("ping has a lazy database answer before the app starts", async () => {
  const url = "sqlite:/nowhere/at/all/app.db";
  const idle = makeApp();
  await idle.register(chakra, { url, lazy: true });
  await idle.ready();
  const eager = makeApp();
  eager.register(chakra, { url, lazy: true, ping: true });
  await expect(async () => eager.ready()).rejects.toMatchObject({ code: "CONNECTION" });
});

test("a database that does not answer the ping ends the start with an error of its own", async () => {
  const { sqlite } = await import("@chakra-orm/sqlite");
  const silent = {
    ...sqlite,
    createDriver: () => ({ connect: () => new Promise<never>(() => undefined), close: async () => undefined }),
  };
  const app = makeApp({ pluginTimeout: 2000 });
  app.register(chakra, { dialect: silent, name: "far", lazy: true, ping: true, closeTimeout: 10 });
  await expect(async () => app.ready()).rejects.toThrow(
    'The database "far" did not answer while the app was starting.',
  );
});
