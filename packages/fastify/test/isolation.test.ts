import { connect, currentRequest, type DefaultScopes, field, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, models, User } from "./blog.js";

class Note extends Model {
  id = field.id();
  tenant = field.string(20, { index: true });
  text = field.string(20);

  // Nobody's rows where it is not known whose are meant.
  static defaultScopes = {
    ownTenant: (note) => note.tenant.eq(currentRequest()?.tenant ?? ""),
  } satisfies DefaultScopes<Note>;

  beforeValidate(): void {
    this.tenant = currentRequest()?.tenant ?? "";
  }
}

test("500 tenants with 50 requests each at once never meet the rows of another", async () => {
  const [tenants, requests] = [500, 50];
  const db = await connect("sqlite::memory:", { models: [Note] });
  await db.createTables();
  const app = makeApp();
  await app.register(chakra, {
    database: db,
    log: false,
    tenant: ({ headers }) => headers["x-tenant"] as string | undefined,
  });
  app.addHook("onClose", () => db.close());
  app.get("/", async () => (await Note.pluck("text")).join());
  const names = Array.from({ length: tenants }, (_, i) => `t${i}`);
  await db.sql`insert into notes (tenant, text) select value, 'of ' || value from json_each(${JSON.stringify(names)})`.run();
  await app.ready();
  const strays: string[] = [];
  const ask = async (tenant: string) => {
    const { body } = await app.inject({ url: "/", headers: { "x-tenant": tenant } });
    if (body !== `of ${tenant}`) strays.push(`${tenant} was given ${body}`);
  };
  // All tenants are under way at once, each with one request after the other's place in line.
  for (let round = 0; round < requests; round++) await Promise.all(names.map(ask));
  expect(strays.slice(0, 5)).toEqual([]);
  expect((await app.inject("/")).body).toBe("");
});

test("what tenants write at once, in transactions or not, is theirs", async () => {
  const db = await connect("sqlite::memory:", { models: [Note] });
  await db.createTables();
  const app = makeApp();
  await app.register(chakra, { database: db, tenant: ({ headers }) => headers["x-tenant"] as string | undefined });
  app.addHook("onClose", () => db.close());
  const write = async () => (await Note.create({ text: String(await Note.count()) } as never)).tenant;
  app.post("/alone", write);
  app.post("/together", { config: { transaction: true } }, write);
  const names = Array.from({ length: 40 }, (_, i) => `t${i}`);
  const answers = await Promise.all(
    names.flatMap((tenant) =>
      ["/alone", "/together"].map(async (url) => {
        const response = await app.inject({ method: "POST", url, headers: { "x-tenant": tenant }, payload: {} });
        return response.body === tenant || response.body;
      }),
    ),
  );
  expect(new Set(answers)).toEqual(new Set([true]));
  const rows = await db.sql<{
    tenant: string;
    rows: number;
  }>`select tenant, count(*) as rows from notes group by tenant`;
  expect(rows.map(({ tenant, rows: count }) => [tenant, Number(count)]).sort()).toEqual(
    names.map((tenant) => [tenant, 2]).sort(),
  );
});

test("two apps in one process share nothing: databases of one name, requests, health, logs", async () => {
  const apps = await Promise.all(
    ["left", "right"].map(async (side) => {
      const app = makeApp();
      await app.register(chakra, { url: "sqlite::memory:", models });
      await app.db.createTables();
      app.post("/", async () => User.create({ username: side }));
      app.get("/", async () => (await User.pluck("username")).join());
      app.get("/connected", async () => app.databases.names.join());
      return app;
    }),
  );
  await Promise.all(apps.flatMap((app) => [app.inject({ method: "POST", url: "/", payload: {} }), app.inject("/")]));
  const answers = await Promise.all(apps.map(async (app) => (await app.inject("/")).body));
  expect(answers).toEqual(["left", "right"]);
  expect(apps[0]?.db).not.toBe(apps[1]?.db);
  await apps[0]?.close();
  expect((await apps[1]?.inject("/"))?.body).toBe("right");
});
