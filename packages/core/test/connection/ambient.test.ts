import { expect, test } from "vitest";
import { beginAmbient } from "../../src/connection/ambient.js";
import { Database, SerializationError } from "../../src/index.js";
import { errorOf, fail, storeDatabase, write } from "./store-database.js";

test("a test's transaction stands for none: what a program does in it is as if done outside any", async () => {
  const { db, store } = await storeDatabase();
  const ambient = await beginAmbient(Database.engine(db));
  const heard: string[] = [];
  await write("alone");
  await db.outside(() => write("outside none"));
  for (const propagation of ["required", "requiresNew", "supports", "never", "notSupported"] as const) {
    await db.transaction(() => write(propagation), { propagation, isolation: "serializable" });
  }
  expect((await errorOf(() => db.transaction(fail, { propagation: "mandatory" }))).message).toContain("none is open");
  await db.transaction(
    async ({ attempt }) => {
      db.afterCommit(() => heard.push(`committed ${attempt}`));
      db.afterRollback(() => heard.push(`rolled back ${attempt}`));
      await write(`attempt ${attempt}`);
      if (attempt === 1) throw new SerializationError("planned");
    },
    { retries: 1 },
  );
  expect(heard).toEqual(["rolled back 1", "committed 2"]);
  await ambient.end();
  expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
});

test("in a test's transaction there is no second connection to go to, which is said", async () => {
  const { db } = await storeDatabase();
  const ambient = await beginAmbient(Database.engine(db));
  for (const leave of [
    () => db.outside(() => write("a")),
    () => db.transaction(() => write("a"), { propagation: "requiresNew" }),
    () => db.transaction(() => write("a"), { propagation: "notSupported" }),
  ]) {
    const error = await errorOf(() => db.transaction(leave));
    expect(error.message).toMatch(/leaves the transaction begun at .*ambient\.test\.ts.*without useTestTransaction/);
  }
  await ambient.end();
});
