import { setTimeout as sleep } from "node:timers/promises";
import { ChakraError, connect, type Database, field, Model } from "@chakra-orm/core";
import { type PostgresServer, startPostgres } from "@chakra-orm/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

class Entry extends Model {
  static table = "restart_entries";
  id = field.id();
  writer = field.integer();
  batch = field.uuid();
  size = field.integer();
}

const codes = ["CONNECTION", "POOL_TIMEOUT", "COMMIT_UNKNOWN"];

let server: PostgresServer;
let db: Database;
const unhandled: unknown[] = [];
const notice = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", notice);
  // What was acknowledged is to be there after a crash of the server.
  server = await startPostgres({ settings: { synchronous_commit: "on" } });
  db = await connect(server.url, { models: [Entry], pool: { max: 4, acquireTimeout: 3000 } });
  await db.createTables();
}, 60_000);
afterAll(async () => {
  process.off("unhandledRejection", notice);
  await db.close();
  await server.stop();
});

/**
 * A back-end that dies of a signal has the whole server start anew and recover. A server that is not ours only loses
 * all sessions.
 */
async function crash(): Promise<void> {
  const isOurs = (process.env.CHAKRA_TEST_POSTGRES_URL ?? "") === "";
  const ender = await connect(server.url, { name: "ender", pool: { max: 1 } });
  try {
    if (isOurs) {
      const [{ pid }] = (await ender.sql<{ pid: number }>`select pg_backend_pid() as pid`) as [{ pid: number }];
      process.kill(pid, "SIGKILL");
    } else {
      await ender.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    }
  } finally {
    await ender.close();
  }
}

test("a server that crashes again and again loses no acknowledged write, and its errors reach their callers", async () => {
  const acknowledged: number[] = [];
  const errors: unknown[] = [];
  let running = true;
  let since = 0;
  const write = async (writer: number, round: number): Promise<void> => {
    const batch = `00000000-0000-4000-8000-${String(writer * 1_000_000 + round).padStart(12, "0")}`;
    const row = { writer, batch, size: (round % 3) + 1 };
    const rows = Array.from({ length: row.size }, () => row);
    if (round % 3 === 0) acknowledged.push((await Entry.create(row)).id);
    else if (round % 3 === 1) acknowledged.push(...(await Entry.createMany(rows)).map(({ id }) => id));
    else {
      const ids = await db.transaction(async () => {
        const made: number[] = [];
        for (const each of rows) made.push((await Entry.create(each)).id);
        return made;
      });
      acknowledged.push(...ids);
    }
    since++;
  };
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let round = 0; running; round++) {
      try {
        await write(writer, round);
      } catch (error) {
        errors.push(error);
        await sleep(20);
      }
    }
  });
  for (let crashes = 0; crashes < 3; crashes++) {
    since = 0;
    while (since < 40) await sleep(10);
    await crash();
  }
  since = 0;
  while (since < 40) await sleep(10);
  running = false;
  await Promise.all(writers);
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.filter((error) => !(ChakraError.is(error) && codes.includes(error.code)))).toEqual([]);
  const stored = new Set(await Entry.pluck("id"));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  // Each batch is there as a whole, or not at all.
  const broken = await Entry.groupBy("batch", "size")
    .aggregate((entry) => ({ rows: entry.id.count() }))
    .where(({ rows, size }) => rows.ne(size));
  expect(broken).toEqual([]);
  expect(db.pool).toMatchObject({ waiting: 0, idle: db.pool.total });
  expect(unhandled).toEqual([]);
}, 120_000);
