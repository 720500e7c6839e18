import { expect, test } from "vitest";
import { errorOf, fail, storeDatabase, write } from "./store-database.js";

const begun = () => storeDatabase(1, { leads: true });

test("a transaction begins with its first statement, and one without any sends nothing", async () => {
  const { db, store } = await begun();
  await db.transaction(async () => db.transaction(async () => undefined));
  await db.transaction(fail).catch(() => undefined);
  expect(store.trips).toEqual([]);
  await db.transaction(async () => {
    await write("a");
    await write("b");
  });
  expect(store.trips).toEqual(["begin; run", "run", "commit"]);
  expect([store.committed, store.open, db.pool.idle]).toEqual([["a", "b"], 0, 1]);
});

test("savepoints go with theirs, also when nothing was sent before", async () => {
  const { db, store } = await begun();
  await db.transaction(async () => {
    await db.transaction(() => write("a"));
    const undone = db.transaction(async () => {
      await write("b");
      await fail();
    });
    await undone.catch(() => undefined);
  });
  expect(store.trips).toEqual([
    "begin; savepoint chakra_1; run",
    "release savepoint chakra_1",
    "savepoint chakra_1; run",
    "rollback to savepoint chakra_1; release savepoint chakra_1",
    "commit",
  ]);
  expect([store.committed, store.open]).toEqual([["a"], 0]);
});

test("parallel statements wait for the beginning of the first one", async () => {
  const { db, store } = await begun();
  await db.transaction(() => Promise.all(["a", "b", "c"].map(write)));
  expect(store.trips).toEqual(["begin; run", "run", "run", "commit"]);
  expect([...store.committed].sort()).toEqual(["a", "b", "c"]);
});

test.each(["begin", "savepoint"])("where %s is refused, nothing at all is run, whoever hears of it", async (verb) => {
  const { db, store } = await begun();
  store.refused = verb;
  const told: string[] = [];
  const tell = async (name: string) => void told.push((await errorOf(() => write(name))).message);
  const work = db.transaction(() =>
    db.transaction(async () => {
      await Promise.all([tell("a"), tell("b")]);
      await tell("c");
    }),
  );
  expect((await errorOf(() => work)).message).toContain(`${verb} was refused`);
  expect(told).toHaveLength(3);
  for (const message of told) expect(message).toContain(`${verb} was refused`);
  store.refused = undefined;
  expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
  await db.transaction(() => write("d"));
  expect(store.committed).toEqual(["d"]);
});

test("a transaction whose beginning was refused inside of a savepoint cannot be committed", async () => {
  const { db, store } = await begun();
  store.refused = "begin";
  const work = db.transaction(async () => {
    await db.transaction(() => write("a")).catch(() => undefined);
  });
  expect((await errorOf(() => work)).message).toContain("begin was refused");
  expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
});
