import { setTimeout as sleep } from "node:timers/promises";
import {
  CommitUnknownError,
  ConnectionError,
  connect,
  type Database,
  field,
  LockTimeoutError,
  Model,
  QueryTimeoutError,
} from "@chakra-orm/core";
import { Database as DatabaseOf } from "@chakra-orm/core/internal";
import { createPostgresDatabase } from "@chakra-orm/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";

class Account extends Model {
  static table = "transaction_accounts";
  id = field.id();
  name = field.string(20, { unique: true });
  cents = field.integer({ default: 0 });
}

let db: Database;
let watcher: Database;

beforeAll(async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  // Deadlocks are looked for after a second by default, which makes a storm of them last.
  const driver = { parameters: { deadlock_timeout: "20ms" } };
  db = await connect(url, { models: [Account], pool: { max: 5 }, driver });
  watcher = await connect(url, { name: "watcher", pool: { max: 1 } });
  await db.createTables();
});
beforeEach(async () => {
  await Account.where({}).delete();
});
afterAll(async () => {
  await db.close();
  await watcher.close();
});

/** Rows of a statement on a connection of its own. */
async function rowsOf(database: Database, text: string): Promise<unknown[][]> {
  const { pool } = DatabaseOf.engine(database);
  const lease = await pool.acquire("test");
  try {
    return (await lease.connection.run({ text, values: [], prepare: false })).rows;
  } finally {
    pool.release(lease);
  }
}

/** What the sessions of the program are doing. */
const sessions = (condition: string) =>
  rowsOf(
    watcher,
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${condition}`,
  );

/** Ends every session but the one that asks. */
const killAll = () =>
  rowsOf(
    watcher,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

const errorOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => {
      throw new Error("It was to fail.");
    },
    (error: Error) => error,
  );

const whole = () => {
  const { total, idle, waiting } = db.pool;
  expect([idle, waiting]).toEqual([total, 0]);
};

describe("a back-end that is killed", () => {
  test("in the middle of a transaction fails it, and commits nothing", async () => {
    const heard: string[] = [];
    const account = new Account({ name: "a" });
    for (let i = 0; i < 5; i++) {
      const error = await errorOf(
        db.transaction(
          async () => {
            db.afterCommit(() => heard.push("committed"));
            db.afterRollback(() => heard.push("rolled back"));
            await account.save();
            await killAll();
            await Account.create({ name: "b" });
          },
          { retries: 3 },
        ),
      );
      expect(error).toBeInstanceOf(ConnectionError);
      expect(account.$isNew).toBe(true);
    }
    expect(heard).toEqual(Array.from({ length: 5 }, () => "rolled back"));
    expect(await Account.count()).toBe(0);
    whole();
    await db.transaction(() => account.save());
    expect(await Account.pluck("name")).toEqual(["a"]);
  });

  test("while the work does something else fails the commit, without saying that it took", async () => {
    const heard: string[] = [];
    const error = await errorOf(
      db.transaction(async () => {
        db.afterCommit(() => heard.push("committed"));
        await Account.create({ name: "a" });
        await killAll();
      }),
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(heard).toEqual([]);
    expect(await Account.count()).toBe(0);
    whole();
  });

  test("while it commits leaves it open whether it took, and says so", async () => {
    await rowsOf(
      db,
      `create function wait_at_commit() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$`,
    );
    await rowsOf(
      db,
      `create constraint trigger late after insert on transaction_accounts deferrable initially deferred
       for each row execute function wait_at_commit()`,
    );
    const heard: string[] = [];
    const failed = errorOf(
      db.transaction(
        async () => {
          db.afterCommit(() => heard.push("committed"));
          db.afterRollback(() => heard.push("rolled back"));
          await Account.create({ name: "a" });
        },
        { retries: 3 },
      ),
    );
    while ((await sessions("query = 'commit' and state = 'active'")).length === 0) await sleep(5);
    await killAll();
    const error = await failed;
    expect(error).toBeInstanceOf(CommitUnknownError);
    expect(error.message).toMatch(
      /nobody knows whether the transaction begun at .*transactions\.test\.ts.*was committed/,
    );
    expect(heard).toEqual([]);
    whole();
    await rowsOf(db, "drop trigger late on transaction_accounts");
    await rowsOf(db, "drop function wait_at_commit");
  });
});

describe("limits of time", () => {
  test("cancel the statement that runs, and leave nobody in a transaction", async () => {
    const started = performance.now();
    const error = await errorOf(
      db.transaction(
        async () => {
          await Account.create({ name: "a" });
          await db.sql`select pg_sleep(60)`;
        },
        { timeout: 100 },
      ),
    );
    expect(error).toBeInstanceOf(QueryTimeoutError);
    expect(error.message).toMatch(/begun at .*transactions\.test\.ts.*100 ms/);
    expect(performance.now() - started).toBeLessThan(30_000);
    while ((await sessions("query like 'select pg_sleep%' and state <> 'idle'")).length > 0) await sleep(5);
    expect(await sessions("state like 'idle in transaction%'")).toEqual([]);
    expect(await Account.count()).toBe(0);
    whole();
  });

  test("of statements and of waiting for locks are those of one transaction, and not of the next", async () => {
    const limits = { statementTimeout: 50, lockTimeout: 40 };
    const shown = await db.transaction(
      () => db.sql`select current_setting('statement_timeout') s, current_setting('lock_timeout') l`,
      limits,
    );
    expect(shown).toEqual([{ s: "50ms", l: "40ms" }]);
    const sleeping = await errorOf(db.transaction(() => db.sql`select pg_sleep(60)`.all(), { statementTimeout: 50 }));
    expect(sleeping).toBeInstanceOf(QueryTimeoutError);
    await Account.create({ name: "a" });
    const waiting = await db.transaction(async () => {
      await Account.where({}).lock("update");
      return errorOf(
        db.transaction(() => Account.where({}).lock("update").all(), { propagation: "requiresNew", lockTimeout: 20 }),
      );
    });
    expect(waiting).toBeInstanceOf(LockTimeoutError);
    for (let i = 0; i < 5; i++) {
      expect(await db.sql`select current_setting('statement_timeout') s, current_setting('lock_timeout') l`).toEqual([
        { s: "0", l: "0" },
      ]);
    }
    whole();
  });
});

describe("parallel writers", () => {
  const size = 20;
  const sum = async () => (await Account.sum("cents")) ?? 0;

  /** Makes accounts and moves money between them at random, from as many workers as there are connections. */
  async function storm(transfer: (from: number, to: number) => Promise<unknown>): Promise<Error[]> {
    await Account.insertMany(Array.from({ length: size }, (_, i) => ({ name: `a${i}`, cents: 1000 })));
    const ids = await Account.orderBy("id").pluck("id");
    const errors: Error[] = [];
    const pick = () => ids[Math.floor(Math.random() * 4)] as number;
    const worker = async (): Promise<void> => {
      for (let i = 0; i < 25; i++) {
        const from = pick();
        const to = ids[(ids.indexOf(from) + 1 + Math.floor(Math.random() * 3)) % 4] as number;
        await transfer(from, to).catch((error: Error) => errors.push(error));
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return errors;
  }

  async function move(from: number, to: number): Promise<void> {
    const rich = await Account.find(from);
    await rich.update({ cents: rich.cents - 7 });
    const poor = await Account.find(to);
    await poor.update({ cents: poor.cents + 7 });
  }

  test("who conflict keep the sum, and each that failed is an error its caller sees", async () => {
    let done = 0;
    const errors = await storm(async (from, to) => {
      await db.transaction(() => move(from, to), { isolation: "serializable" });
      done++;
    });
    for (const error of errors)
      expect(error).toMatchObject({ code: expect.stringMatching(/^(SERIALIZATION|DEADLOCK)$/) });
    expect([done + errors.length, await sum()]).toEqual([200, size * 1000]);
    whole();
  });

  test("who are let run again all come through", async () => {
    let runs = 0;
    const errors = await storm((from, to) =>
      db.transaction(
        async () => {
          runs++;
          await move(from, to);
        },
        { isolation: "serializable", retries: 100 },
      ),
    );
    expect([errors, await sum()]).toEqual([[], size * 1000]);
    expect(runs).toBeGreaterThanOrEqual(200);
    whole();
  });

  test("who wait for each other are told, or run again", async () => {
    const [one, other] = [await Account.create({ name: "a" }), await Account.create({ name: "b" })];
    const meet = (retries: number) => {
      let arrived = 0;
      const inOrder = (first: Account, second: Account) =>
        db.transaction(
          async ({ attempt }) => {
            await Account.where({ id: first.id }).update({ cents: (account) => account.cents.plus(1) });
            arrived++;
            while (attempt === 1 && arrived < 2) await sleep(1);
            await Account.where({ id: second.id }).update({ cents: (account) => account.cents.plus(1) });
          },
          { retries },
        );
      return Promise.allSettled([inOrder(one, other), inOrder(other, one)]);
    };
    const told = await meet(0);
    expect(told.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(told.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "DEADLOCK" } });
    expect((await meet(3)).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await Account.orderBy("id").pluck("cents")).toEqual([3, 3]);
    whole();
  });
});

test("ten thousand that fail at the same time leave the pool idle and whole", async () => {
  const rejections: unknown[] = [];
  const listen = (error: unknown): void => void rejections.push(error);
  process.on("unhandledRejection", listen);
  await Account.create({ name: "taken" });
  const stop = new Error("stop");
  const work = (i: number) =>
    db.transaction(async () => {
      if (i % 3 === 0) await Account.create({ name: "taken" });
      if (i % 3 === 1) await db.transaction(() => Promise.all([Account.count(), Promise.reject(stop)]));
      throw stop;
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 10_000 }, (_, i) => work(i)));
  await sleep(1);
  process.off("unhandledRejection", listen);
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  expect(rejections).toEqual([]);
  expect(await Account.pluck("name")).toEqual(["taken"]);
  expect(await sessions("state like 'idle in transaction%'")).toEqual([]);
  whole();
});

test("a pool of one serves nested transactions, and refuses at once what would wait for itself", async () => {
  const single = await connect(inject("postgresUrl"), { name: "single", pool: { max: 1 } });
  const depth = (left: number): Promise<number> => single.transaction(() => (left === 0 ? 0 : depth(left - 1)));
  expect(await depth(20)).toBe(0);
  const asks: (() => Promise<unknown>)[] = [
    () => single.outside(() => single.sql`select 1`.all()),
    () => single.transaction(() => 1, { propagation: "requiresNew" }),
  ];
  for (const ask of asks) {
    const error = await errorOf(single.transaction(ask));
    expect(error.message).toMatch(/needs a connection of its own, while .*begun at .*transactions\.test\.ts/);
  }
  const { total, idle, waiting } = single.pool;
  expect([total, idle, waiting]).toEqual([1, 1, 0]);
  await single.close();
});
