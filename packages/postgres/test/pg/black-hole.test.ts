import {
  ChakraError,
  CommitUnknownError,
  ConnectionError,
  connect,
  type Database,
  field,
  Model,
  PoolTimeoutError,
} from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { FaultyProxy, type Passage } from "./faulty-proxy.js";

class Entry extends Model {
  static table = "black_hole_entries";
  id = field.id();
  name = field.string(40);
}

let proxy: FaultyProxy;
let db: Database;
/** Past the proxy. */
let direct: Database;
const unhandled: unknown[] = [];
const notice = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", notice);
  const url = new URL(await createPostgresDatabase(inject("postgresUrl")));
  direct = await connect(url.href, { name: "direct", models: [Entry], pool: { max: 2 } });
  await direct.createTables();
  proxy = await FaultyProxy.between(url.hostname, Number(url.port || 5432));
  url.hostname = "127.0.0.1";
  url.port = String(proxy.port);
  db = await connect(url.href, {
    models: [Entry],
    // Limits are kept on this side then, and each statement travels with its text.
    prepared: false,
    statementTimeout: 250,
    pool: { max: 3, acquireTimeout: 1500 },
    driver: { connectTimeout: 400 },
  });
});
afterAll(async () => {
  process.off("unhandledRejection", notice);
  await db.close();
  await proxy.close();
  await direct.close();
});

/** Once the network is well again, everything works, and nothing is held any more. */
afterEach(async () => {
  proxy.heal();
  // A connection that was lost while it was idle is noticed a moment later.
  await expect.poll(() => db.transaction(() => Entry.count()).catch(() => -1)).toBeGreaterThanOrEqual(0);
  const after = await Promise.all(
    Array.from({ length: 6 }, async (_, i) => db.transaction(() => Entry.create({ name: `after ${i}` }))),
  );
  const stored = await names();
  expect(after.filter(({ name }) => !stored.includes(name))).toEqual([]);
  await expect.poll(() => [db.pool.waiting, db.pool.total - db.pool.idle]).toEqual([0, 0]);
  await direct.use(() => Entry.all().delete());
  expect(unhandled).toEqual([]);
});

const names = (): Promise<string[]> => direct.use(() => Entry.orderBy("id").pluck("name"));
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => error,
  );

const holes: readonly Passage[] = ["swallow", "swallow answers", "half-close"];

describe.each(holes)("a network that is to %s", (passage) => {
  test("in the middle of a statement: the call ends, and another one gets through", async () => {
    await Entry.create({ name: "before" });
    proxy.when("insert into", passage);
    expect(await failure(Entry.create({ name: "lost" }))).toBeInstanceOf(ConnectionError);
    // What reached the server was carried out, without anybody being told.
    await expect.poll(names).toEqual(passage === "swallow" ? ["before"] : ["before", "lost"]);
  });

  test("in the middle of a transaction: nothing of it stays", async () => {
    const entry = new Entry({ name: "second" });
    const work = db.transaction(async () => {
      await Entry.create({ name: "first" });
      proxy.when("insert into", passage);
      await entry.save();
    });
    expect(await failure(work)).toBeInstanceOf(ConnectionError);
    expect(entry.$isNew).toBe(true);
    proxy.heal();
    expect(await names()).toEqual([]);
  });

  test("at BEGIN: the work never runs", async () => {
    await Entry.count();
    proxy.when("begin", passage);
    let ran = false;
    const work = db.transaction(() => {
      ran = true;
    });
    expect(await failure(work)).toBeInstanceOf(ConnectionError);
    expect(ran).toBe(false);
  });

  test("during COMMIT: nobody knows, and it is said so", async () => {
    const heard: string[] = [];
    proxy.when("commit", passage);
    const work = db.transaction(async () => {
      db.afterCommit(() => heard.push("committed"));
      db.afterRollback(() => heard.push("rolled back"));
      await Entry.create({ name: "perhaps" });
    });
    expect(await failure(work)).toBeInstanceOf(CommitUnknownError);
    expect(heard).toEqual([]);
    proxy.heal();
    // The one was on its way to the server, the other one on its way back.
    await expect.poll(names).toEqual(passage === "swallow" ? [] : ["perhaps"]);
  });

  test("during ROLLBACK: the error of the work comes through", async () => {
    proxy.when("rollback", passage);
    const work = db.transaction(async () => {
      await Entry.create({ name: "never" });
      throw new Error("on second thoughts");
    });
    expect(await failure(work)).toMatchObject({ message: "on second thoughts" });
    proxy.heal();
    expect(await names()).toEqual([]);
  });
});

test("while nothing passes, every call ends with an error, also those that wait for a connection", async () => {
  await Promise.all(Array.from({ length: 3 }, () => Entry.count()));
  proxy.passage = "swallow";
  const calls = Array.from({ length: 12 }, (_, i) =>
    failure(i % 2 === 0 ? Entry.create({ name: `${i}` }) : db.transaction(() => Entry.create({ name: `${i}` }))),
  );
  for (const error of await Promise.all(calls)) {
    expect(error instanceof ConnectionError || error instanceof PoolTimeoutError, String(error)).toBe(true);
  }
  proxy.heal();
  expect(await names()).toEqual([]);
});

test("writers in such a network lose nothing that was acknowledged, and hold nothing half", async () => {
  const acknowledged: string[] = [];
  const unknown: string[] = [];
  let isRunning = true;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let round = 0; isRunning; round++) {
      const name = `${writer} ${round}`;
      try {
        await db.transaction(async () => {
          await Entry.create({ name });
          await Entry.create({ name });
        });
        acknowledged.push(name);
      } catch (error) {
        expect(ChakraError.is(error) && ["CONNECTION", "POOL_TIMEOUT", "COMMIT_UNKNOWN"].includes(error.code)).toBe(
          true,
        );
        if (error instanceof CommitUnknownError) unknown.push(name);
      }
    }
  });
  for (const passage of holes) {
    for (const text of ["insert into", "commit"]) {
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 3);
      proxy.when(text, passage);
      await expect.poll(() => proxy.passage, { timeout: 20_000 }).toBe(passage);
      await new Promise((resolve) => setTimeout(resolve, 50));
      proxy.heal();
    }
  }
  isRunning = false;
  await Promise.all(writers);
  const counts = new Map<string, number>();
  await expect
    .poll(async () => (await direct.sql`select 1 from pg_stat_activity where state like 'idle in%'`).length)
    .toBe(0);
  for (const name of await names()) counts.set(name, (counts.get(name) ?? 0) + 1);
  expect(acknowledged.filter((name) => counts.get(name) !== 2)).toEqual([]);
  expect([...counts].filter(([, count]) => count !== 2)).toEqual([]);
  expect([...counts.keys()].filter((name) => !acknowledged.includes(name) && !unknown.includes(name))).toEqual([]);
}, 60_000);
