import { connect, type Database, field, Model, oneToMany, withRequest } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";

class Report extends Model {
  static table = "aborted_reports";
  id = field.id();
  name = field.string(20);
  pages = oneToMany(() => Page);
}

class Page extends Model {
  static table = "aborted_pages";
  id = field.id();
  reportId = field.foreignKey(() => Report);
}

let db: Database;
let watcher: Database;

beforeAll(async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  db = await connect(url, { models: [Report, Page], pool: { max: 2 } });
  watcher = await connect(url, { name: "watcher", pool: { max: 1 } });
  await db.createTables();
});
afterAll(async () => {
  await db.close();
  await watcher.close();
});

const sleeping = async () =>
  (
    await watcher.sql`select pid from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%' and state = 'active'`
  ).length;

/** Aborts a request while the server sleeps in it, and gives the error that it ends with. */
async function abortAsleep(work: () => Promise<unknown>, howMany = 1): Promise<unknown> {
  const controller = new AbortController();
  const ended = withRequest({ signal: controller.signal, route: "/reports" }, work).then(
    () => "done",
    (error: unknown) => error,
  );
  await vi.waitFor(async () => expect(await sleeping()).toBe(howMany), { timeout: 10_000 });
  controller.abort(new Error("client gone"));
  return ended;
}

/** Nothing is left running, and both connections work. */
async function whole(): Promise<void> {
  await vi.waitFor(async () => expect(await sleeping()).toBe(0), { timeout: 10_000 });
  expect(db.pool).toMatchObject({ waiting: 0, idle: db.pool.total });
  const two = await Promise.all(
    [1, 2].map((n) => db.transaction(() => db.sql<{ n: number }>`select ${n}::int4 as n`.only())),
  );
  expect(two).toEqual([{ n: 1 }, { n: 2 }]);
}

const gone = { code: "REQUEST_ABORTED", status: 499, cause: { message: "client gone" } };

test("a running statement is ended on the server, and its connection is not mistaken for a whole one", async () => {
  expect(await abortAsleep(async () => await db.sql`select pg_sleep(60)`)).toMatchObject(gone);
  await whole();
});

test("parallel statements of a request all end", async () => {
  const both = () => Promise.all([db.sql`select pg_sleep(60)`, db.sql`select pg_sleep(60)`]);
  expect(await abortAsleep(both, 2)).toMatchObject(gone);
  await whole();
});

test("a transaction is rolled back, with what waits in it for its turn", async () => {
  const error = await abortAsleep(() =>
    db.transaction(async () => {
      await Report.create({ name: "lost" });
      await Promise.all([db.sql`select pg_sleep(60)`, db.sql`select pg_sleep(60)`, Report.create({ name: "late" })]);
    }),
  );
  expect(error).toMatchObject(gone);
  await whole();
  expect(await Report.count()).toBe(0);
});

test("a nested one takes back its own; what is not of the request goes on", async () => {
  await db.transaction(async () => {
    await Report.create({ name: "kept" });
    const error = await abortAsleep(() => db.transaction(() => db.sql`select pg_sleep(60)`));
    expect(error).toMatchObject(gone);
    await Report.create({ name: "after" });
  });
  expect(await Report.orderBy("id").pluck("name")).toEqual(["kept", "after"]);
  await whole();
});

test("one that waits for a row of another transaction is let go", async () => {
  const report = await Report.create({ name: "locked" });
  const controller = new AbortController();
  await db.transaction(async () => {
    await report.update({ name: "held" });
    const waiting = withRequest({ signal: controller.signal }, () =>
      db.outside(() => Report.where({ id: report.id }).update({ name: "never" })),
    );
    const ended = expect(waiting).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    const locked = async () =>
      expect(await watcher.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`).toHaveLength(1);
    await vi.waitFor(locked, { timeout: 10_000 });
    controller.abort();
    await ended;
  });
  expect(await report.reload()).toMatchObject({ name: "held" });
  await whole();
});

test.each([true, false])(
  "what is sent together for a request ends with it, if the first one waits: %s",
  async (isFirst) => {
    const { id } = await Report.create({ name: "with pages" });
    const find = () => Report.with("pages").find(id);
    for (let i = 0; i < 20; i++) await find();
    await watcher.transaction(async () => {
      if (isFirst) await watcher.sql`lock table aborted_reports in access exclusive mode`;
      else await watcher.sql`lock table aborted_pages in access exclusive mode`;
      const controller = new AbortController();
      const ended = withRequest({ signal: controller.signal, route: "/reports" }, find).catch(
        (error: unknown) => error,
      );
      const waiting = () => watcher.sql`select pid from pg_locks where not granted`;
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), { timeout: 10_000 });
      controller.abort(new Error("client gone"));
      expect(await ended).toMatchObject(gone);
    });
    await whole();
    expect((await find()).pages).toEqual([]);
    await Report.all().delete();
  },
);
