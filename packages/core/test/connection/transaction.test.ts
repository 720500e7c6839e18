import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect, TransactionError } from "../../src/index.js";
import { recordingDialect } from "../recording/dialect.js";
import { Store } from "./store.js";
import { fail, storeDatabase, write } from "./store-database.js";

describe("a transaction", () => {
  test("commits what its work wrote, and gives its result", async () => {
    const { db, store } = await storeDatabase();
    const result = await db.transaction(async () => {
      await write("a");
      expect(store.committed).toEqual([]);
      return 42;
    });
    expect([result, store.committed, store.open]).toEqual([42, ["a"], 0]);
  });

  test("takes everything back where its work fails, and lets the error through", async () => {
    const { db, store } = await storeDatabase();
    const work = db.transaction(async () => {
      await write("a");
      await fail();
    });
    await expect(work).rejects.toThrow(new RangeError("failed on purpose"));
    expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
  });

  test("takes everything back where its work fails at once", async () => {
    const { db, store } = await storeDatabase();
    const work = db.transaction(() => {
      throw new RangeError("at once");
    });
    await expect(work).rejects.toThrow("at once");
    expect(store.open).toBe(0);
  });

  test("is joined through timers, parallel awaits and helpers, and by no one else", async () => {
    const { db, store } = await storeDatabase();
    const release: (() => void)[] = [];
    const outside = new Promise<void>((resolve) => release.push(resolve)).then(() => write("outside"));
    await db.transaction(async () => {
      await Promise.all([write("a"), new Promise((resolve) => setTimeout(resolve, 1)).then(() => write("b"))]);
      release[0]?.();
      await outside;
      expect(store.committed).toEqual(["outside"]);
    });
    expect(store.open).toBe(0);
  });

  test("keeps transactions of other callers apart", async () => {
    const { db, store } = await storeDatabase();
    const one = db.transaction(async () => {
      await write("a");
      await new Promise((resolve) => setTimeout(resolve, 5));
      await fail();
    });
    const other = db.transaction(() => write("b"));
    await Promise.allSettled([one, other]);
    expect(store.committed).toEqual(["b"]);
  });

  test("cannot be used once it is over: a call that outlives it is an error", async () => {
    const { db, store } = await storeDatabase();
    let late: Promise<unknown> = Promise.resolve();
    await db.transaction(async () => {
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => write("late"));
    });
    await expect(late).rejects.toThrow(TransactionError);
    await expect(late).rejects.toThrow("runs in a transaction that was committed already");
    expect(store.committed).toEqual([]);
  });

  test("states isolation and access outermost only", async () => {
    const { db } = await storeDatabase();
    await db.transaction(
      async () => {
        const nested = db.transaction(async () => undefined, { isolation: "serializable" });
        await expect(nested).rejects.toThrow("belong to the outermost transaction");
      },
      { isolation: "serializable", readOnly: true },
    );
  });

  test("needs one connection, however deep it nests", async () => {
    const { db, store } = await storeDatabase(1);
    await db.transaction(() => db.transaction(() => db.transaction(() => write("deep"))));
    expect(store.committed).toEqual(["deep"]);
  });

  test("lets nested ones side by side take turns", async () => {
    const { db, store } = await storeDatabase();
    await db.transaction(async () => {
      const inner = (name: string, work: () => Promise<unknown>) =>
        db.transaction(async () => {
          await write(name);
          await work();
        });
      await Promise.allSettled([
        inner("a", async () => undefined),
        inner("b", fail),
        inner("c", async () => undefined),
      ]);
    });
    expect(store.committed).toEqual(["a", "c"]);
  });
});

describe("what waits for the commit", () => {
  test("runs after the outermost one, in order, and at once where there is none", async () => {
    const { db, store } = await storeDatabase();
    const seen: unknown[] = [];
    const note = (name: string) => db.afterCommit(() => seen.push([name, store.committed.length]));
    note("now");
    await db.transaction(async () => {
      note("first");
      await db.transaction(async () => {
        note("nested");
        await write("a");
      });
      note("last");
      expect(seen).toEqual([["now", 0]]);
    });
    expect(seen.slice(1)).toEqual([
      ["first", 1],
      ["nested", 1],
      ["last", 1],
    ]);
  });

  test("is forgotten with what is rolled back", async () => {
    const { db } = await storeDatabase();
    const seen: string[] = [];
    await db.transaction(async () => {
      db.afterCommit(() => seen.push("kept"));
      const inner = db.transaction(async () => {
        db.afterCommit(() => seen.push("lost"));
        await fail();
      });
      await inner.catch(() => undefined);
    });
    expect(seen).toEqual(["kept"]);
  });
});

/** A random program of writes and nested transactions, some of which fail, some of whose failures are caught. */
type Step =
  | { readonly write: string }
  | { readonly steps: readonly Step[]; readonly fails: boolean; readonly caught: boolean };

const { program } = fc.letrec<{ step: Step; program: readonly Step[] }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.record({ write: fc.stringMatching(/^[a-z]{1,3}$/) }),
    fc.record({ steps: tie("program"), fails: fc.boolean(), caught: fc.boolean() }),
  ),
  program: fc.array(tie("step"), { maxLength: 4 }),
}));

/** What a program leaves behind if each transaction is a copy of the list that replaces it at the end. */
function reference(
  steps: readonly Step[],
  list: readonly string[],
  waiting: readonly string[],
): { list: string[]; waiting: string[] } {
  let state = { list: [...list], waiting: [...waiting] };
  for (const step of steps) {
    if ("write" in step) {
      state.list.push(step.write);
      state.waiting.push(step.write);
      continue;
    }
    try {
      const inner = reference(step.steps, state.list, state.waiting);
      if (step.fails) throw new RangeError("fails");
      state = inner;
    } catch (error) {
      if (!step.caught) throw error;
    }
  }
  return state;
}

let last = 0;

test("random nestings leave behind what a simple model says", async () => {
  const property = fc.asyncProperty(program, fc.boolean(), async (steps, leads) => {
    const store = new Store({ leads });
    const db = await connect({
      dialect: recordingDialect({ driver: store }),
      name: `random ${++last}`,
      pool: { max: 1 },
    });
    const seen: string[] = [];
    const run = async (list: readonly Step[]): Promise<void> => {
      for (const step of list) {
        if ("write" in step) {
          await write(step.write);
          db.afterCommit(() => seen.push(step.write));
          continue;
        }
        const inner = db.transaction(async () => {
          await run(step.steps);
          if (step.fails) throw new RangeError("fails");
        });
        await (step.caught ? inner.catch(() => undefined) : inner);
      }
    };
    let expected = { list: [] as string[], waiting: [] as string[] };
    let fails = false;
    try {
      expected = reference(steps, [], []);
    } catch {
      fails = true;
    }
    const outcome = await db
      .use(() => db.transaction(() => run(steps)))
      .then(
        () => false,
        () => true,
      );
    expect([outcome, store.committed, seen]).toEqual([fails, expected.list, expected.waiting]);
    expect([store.open, db.pool.idle]).toEqual([0, 1]);
    await db.close();
  });
  await fc.assert(property, { numRuns: 300 });
});
