import {
  CommitUnknownError,
  connect,
  type Database,
  DeadlockError,
  field,
  type IsolationLevel,
  Model,
  SerializationError,
  type TransactionContext,
} from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Anomaly, anomaliesIn, type HistoryTransaction, type Operation } from "./check-history.js";

/** A list, appended to in one statement. */
class Sequence extends Model {
  static table = "history_sequences";
  key = field.integer({ primaryKey: true });
  list = field.json<number[]>({ default: [] });
}

/** A list as rows: an append takes no row that another one has. */
class Member extends Model {
  static table = "history_members";
  id = field.id();
  key = field.integer();
  place = field.integer({ index: true });
  value = field.integer();
}

const keys = [1, 2, 3, 4];
const writers = 8;
const rounds = 8;

let db: Database;
const unhandled: unknown[] = [];
const notice = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", notice);
  const url = await createPostgresDatabase(inject("postgresUrl"));
  const driver = { parameters: { deadlock_timeout: "20ms" } };
  db = await connect(url, { models: [Sequence, Member], pool: { max: writers }, driver });
  await db.createTables();
});
afterAll(async () => {
  process.off("unhandledRejection", notice);
  await db.close();
});
/** What a random transaction does, the same in each of its runs. */
interface Plan {
  readonly steps: readonly { readonly key: number; readonly appends: boolean }[];
  /** It throws at its end, and is to leave nothing behind. */
  readonly fails: boolean;
}

let seed = 7;
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

const plan = (): Plan => ({
  steps: Array.from({ length: 1 + random(4) }, () => ({
    key: keys[random(keys.length)] as number,
    appends: random(2) === 0,
  })),
  fails: random(8) === 0,
});

/** How lists are kept. */
interface Lists {
  readonly read: (key: number) => Promise<readonly number[]>;
  readonly append: (key: number, value: number) => Promise<unknown>;
}

const inColumns: Lists = {
  read: async (key) => (await Sequence.find(key)).list,
  append: async (key, value) => {
    await db.sql`update history_sequences set list = list || ${JSON.stringify([value])}::jsonb where key = ${key}`;
  },
};

/** Reading, reckoning and saving is right at the levels that do not let two do so at once. */
const inRecords: Lists = {
  read: inColumns.read,
  append: async (key, value) => {
    const sequence = await Sequence.find(key);
    sequence.list.push(value);
    await sequence.save();
  },
};

const inRows: Lists = {
  read: (key) => Member.where({ key }).orderBy("place", "id").pluck("value"),
  append: async (key, value) => {
    const place = ((await Member.where({ key }).max("place")) ?? 0) + 1;
    await Member.create({ key, place, value });
  },
};

let last = 0;

/** Runs random transactions in parallel, and writes down what each of their runs did and saw. */
async function historyOf(isolation: IsolationLevel, { read, append }: Lists): Promise<HistoryTransaction[]> {
  const history: HistoryTransaction[] = [];
  const run = async ({ steps, fails }: Plan): Promise<void> => {
    let operations: Operation[] = [];
    const note = (outcome: HistoryTransaction["outcome"]) => void history.push({ operations, outcome });
    const work = async ({ attempt }: TransactionContext) => {
      if (attempt > 1) note("aborted");
      operations = [];
      const mine = operations;
      for (const { key, appends } of steps) {
        if (appends) {
          const value = ++last;
          mine.push({ type: "append", key, value });
          await append(key, value);
        } else mine.push({ type: "read", key, list: [...(await read(key))] });
      }
      if (fails) throw new Error("as planned");
    };
    try {
      await db.transaction(work, { isolation, retries: 20 });
      note("committed");
    } catch (error) {
      note(error instanceof CommitUnknownError ? "unknown" : "aborted");
      const isLost = error instanceof SerializationError || error instanceof DeadlockError;
      if (!isLost && !(error instanceof Error && error.message === "as planned")) throw error;
    }
  };
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let round = 0; round < rounds; round++) await run(plan());
    }),
  );
  return history;
}

async function anomalies(isolation: IsolationLevel, lists: Lists): Promise<Anomaly[]> {
  await Sequence.all().delete();
  await Member.all().delete();
  await Sequence.insertMany(keys.map((key) => ({ key })));
  const history = await historyOf(isolation, lists);
  const final = new Map<number, readonly number[]>();
  for (const key of keys) final.set(key, await lists.read(key));
  expect(history.filter(({ outcome }) => outcome === "committed").length).toBeGreaterThan(writers);
  expect(history.some(({ outcome }) => outcome === "aborted")).toBe(true);
  expect([...final.values()].flat().length).toBeGreaterThan(writers);
  expect(db.pool).toMatchObject({ waiting: 0, idle: db.pool.total });
  expect(unhandled).toEqual([]);
  return [...anomaliesIn(history, final)].sort();
}

test("read committed shows nothing that was not committed, and loses no append", async () => {
  const found = await anomalies("read committed", inColumns);
  // Two reads of one transaction may see different moments there.
  expect(found.filter((each) => each !== "G-single" && each !== "G2")).toEqual([]);
});

test("repeatable read shows one moment, and has no cycle but those of overlooked appends", async () => {
  for (const lists of [inColumns, inRecords]) {
    expect((await anomalies("repeatable read", lists)).filter((each) => each !== "G2")).toEqual([]);
  }
});

test("serializable is as if one had come after the other", async () => {
  for (const lists of [inColumns, inRecords, inRows]) expect(await anomalies("serializable", lists)).toEqual([]);
}, 60_000);
