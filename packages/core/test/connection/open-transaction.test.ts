import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { beginAmbient } from "../../src/connection/ambient.js";
import { OpenTransaction, type OpenTransactionOptions } from "../../src/connection/open-transaction.js";
import { Database, TransactionError } from "../../src/index.js";
import { errorOf, fail, storeDatabase, write } from "./store-database.js";

const gone = new Error("gone");
const open = (db: Database, options: OpenTransactionOptions = {}) => new OpenTransaction(Database.engine(db), options);

test("begins with the first statement, and takes no connection before", async () => {
  const { db, store } = await storeDatabase();
  const transaction = open(db);
  await transaction.run(async () => {
    await sleep(1);
    expect([store.open, db.pool.idle]).toEqual([0, db.pool.total]);
    await write("a");
    expect([store.open, store.committed, db.pool.idle]).toEqual([1, [], db.pool.total - 1]);
  });
  await transaction.run(() => write("b"));
  expect(store.open).toBe(1);
  await transaction.commit();
  expect([store.committed, store.open, db.pool.idle]).toEqual([["a", "b"], 0, db.pool.total]);
});

test("statements that are first together share one beginning", async () => {
  const { db, store } = await storeDatabase();
  const transaction = open(db);
  await transaction.run(() => Promise.all([write("a"), db.transaction(() => write("b")), write("c")]));
  expect(store.open).toBe(1);
  await transaction.rollback(gone);
  expect([store.committed, store.open]).toEqual([[], 0]);
});

test("in which nothing was asked sends nothing, and its callbacks run", async () => {
  const { db } = await storeDatabase();
  const sent: string[] = [];
  db.on("query", ({ sql }) => sent.push(sql));
  for (const end of ["commit", "rollback", "abandon"] as const) {
    const transaction = open(db);
    const heard: string[] = [];
    transaction.run(() => {
      db.afterCommit(() => heard.push("committed"));
      db.afterRollback(() => heard.push("rolled back"));
    });
    await transaction[end](gone);
    expect(heard).toEqual([end === "commit" ? "committed" : "rolled back"]);
    const late = await errorOf(() => transaction.run(() => write("late")));
    expect(late.message).toMatch(
      new RegExp(`^Entry insert .* that was ${heard[0]} already, the one begun at .*open-t`),
    );
  }
  expect(sent).toEqual([]);
});

test("is ended once: what is said after that changes nothing", async () => {
  const { db, store } = await storeDatabase();
  const transaction = open(db);
  await transaction.run(() => write("a"));
  await Promise.all([transaction.commit(), transaction.rollback(gone), transaction.abandon(gone)]);
  await transaction.commit();
  expect([store.committed, store.open, transaction.isOver]).toEqual([["a"], 0, true]);
});

test("a transaction inside is a savepoint, and its callbacks wait for the end of the whole", async () => {
  const { db, store } = await storeDatabase();
  const transaction = open(db);
  const heard: string[] = [];
  await transaction.run(async () => {
    await errorOf(() =>
      db.transaction(async () => {
        db.afterRollback(() => heard.push("inner"));
        await write("lost");
        await fail();
      }),
    );
    await db.transaction(async () => {
      // Runs outside of it, so it writes for itself.
      db.afterCommit(() => write("after"));
      await write("kept");
    });
    expect((await errorOf(() => db.transaction(fail, { isolation: "serializable" }))).message).toContain("outermost");
  });
  expect(heard).toEqual([]);
  await transaction.commit();
  expect([heard, store.committed, store.open]).toEqual([["inner"], ["kept", "after"], 0]);
});

test("where it cannot begin, its statements and its commit fail with why, and nothing is held", async () => {
  const { db, store } = await storeDatabase(1);
  const name = { what: "transaction of GET /", place: () => "at routes (routes.ts:1:2)" };
  const holding = new OpenTransaction(Database.engine(db), {}, name);
  await holding.run(() => write("held"));
  const transaction = open(db);
  const error = await errorOf(() => transaction.run(() => write("a")));
  expect(error).toMatchObject({ code: "POOL_TIMEOUT" });
  expect(error.message).toContain("are held: transaction of GET / at routes (routes.ts:1:2) for");
  await holding.rollback(gone);
  expect(await errorOf(() => transaction.run(() => write("b")))).toMatchObject({ code: "POOL_TIMEOUT" });
  expect(await errorOf(() => transaction.commit())).toMatchObject({ code: "POOL_TIMEOUT" });
  expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
});

test.each(["abandon", "rollback"] as const)("%s does not wait for a connection, and lets go of it", async (end) => {
  const { db, store } = await storeDatabase(1);
  let release = (): void => undefined;
  const holding = db.transaction(() => new Promise<void>((resolve) => (release = resolve)));
  await sleep(1);
  const transaction = open(db);
  const waiting = transaction.run(() => write("a")).catch((error: unknown) => error);
  await sleep(1);
  await transaction[end](gone);
  expect(db.pool.waiting).toBe(1);
  release();
  await holding;
  if (end === "abandon") expect(await waiting).toBeInstanceOf(TransactionError);
  await waiting;
  await sleep(1);
  expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
});

test("leaving it keeps no connection before it has one", async () => {
  const { db, store } = await storeDatabase(1);
  const transaction = open(db);
  await transaction.run(() => db.outside(() => write("outside")));
  await transaction.run(() => write("inside"));
  const error = await errorOf(() => transaction.run(() => db.outside(() => write("never"))));
  expect(error.message).toMatch(/needs a connection of its own, while transaction.* keeps the only one/);
  await transaction.commit();
  expect(store.committed).toEqual(["outside", "inside"]);
});

test("in a test's transaction it is a savepoint that stands for the whole", async () => {
  const { db, store } = await storeDatabase();
  const ambient = await beginAmbient(Database.engine(db));
  const heard: string[] = [];
  for (const end of ["commit", "rollback"] as const) {
    const transaction = open(db, { isolation: "serializable" });
    await transaction.run(async () => {
      db.afterCommit(() => heard.push("committed"));
      db.afterRollback(() => heard.push("rolled back"));
      await write(end);
    });
    await transaction[end](gone);
    expect(store.open).toBe(1);
  }
  expect(heard).toEqual(["committed", "rolled back"]);
  await ambient.end();
  expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, db.pool.total]);
});

test("inside another one it is a savepoint of that", async () => {
  const { db, store } = await storeDatabase();
  await db.transaction(async () => {
    const lost = open(db);
    await lost.run(() => write("lost"));
    await lost.rollback(gone);
    const kept = open(db);
    await kept.run(() => write("kept"));
    await kept.commit();
    expect(store.committed).toEqual([]);
    expect((await errorOf(() => open(db, { readOnly: true }))).message).toContain("belong to the outermost");
  });
  expect(store.committed).toEqual(["kept"]);
});
