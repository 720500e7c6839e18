import { describe, expect, test } from "vitest";
import type { TransactionOptions } from "../../src/index.js";
import { Entry, errorOf, fail, storeDatabase, write } from "./store-database.js";

const here = /propagation\.test\.ts:\d+:\d+/;

describe("a transaction inside another one", () => {
  test("joins it with required: what fails in it takes back all, even if its error is caught", async () => {
    const { db, store } = await storeDatabase();
    await db.transaction(async () => {
      await write("a");
      await db.transaction(() => write("b"), { propagation: "required" });
    });
    expect(store.committed).toEqual(["a", "b"]);
    const error = await errorOf(() =>
      db.transaction(async () => {
        await write("c");
        await db.transaction(fail, { propagation: "required" }).catch(() => undefined);
        await write("d");
      }),
    );
    expect(error).toMatchObject({ code: "TRANSACTION", cause: new RangeError("failed on purpose") });
    expect(error.message).toMatch(/was rolled back: a part that had joined it failed.*"nested"/);
    expect(error.message).toMatch(here);
    expect([store.committed, store.open]).toEqual([["a", "b"], 0]);
  });

  test("ends by itself with requiresNew, whatever becomes of the other", async () => {
    const { db, store } = await storeDatabase(2);
    const own = { propagation: "requiresNew" } as const;
    await errorOf(() =>
      db.transaction(async () => {
        await write("lost");
        await db.transaction(() => write("kept"), own);
        expect(store.committed).toEqual(["kept"]);
        await fail();
      }),
    );
    await db.transaction(async () => {
      await write("outer");
      await errorOf(() => db.transaction(async () => [await write("lost"), await fail()], own));
    });
    expect([store.committed, store.open, db.pool.idle]).toEqual([["kept", "outer"], 0, 2]);
  });

  test("joins with mandatory and supports, which differ where none is open", async () => {
    const { db, store } = await storeDatabase();
    for (const propagation of ["mandatory", "supports"] as const) {
      const outer = db.transaction(async () => {
        await db.transaction(() => write(propagation), { propagation });
        expect(store.open).toBe(1);
        await fail();
      });
      await errorOf(() => outer);
    }
    expect(store.committed).toEqual([]);
    await db.transaction(() => write("by itself"), { propagation: "supports" });
    expect(store.committed).toEqual(["by itself"]);
    const error = await errorOf(() => db.transaction(() => write("never"), { propagation: "mandatory" }));
    expect(error.message).toMatch(/mandatory.*none is open/);
    expect(error.message).toMatch(here);
  });

  test("is refused with never, and left with notSupported", async () => {
    const { db, store } = await storeDatabase();
    expect(await db.transaction(() => 7, { propagation: "never" })).toBe(7);
    await db.transaction(async () => {
      const error = await errorOf(() => db.transaction(() => 7, { propagation: "never" }));
      expect(error.message).toMatch(
        /^transaction\(…\) at .*propagation\.test\.ts:\d+:\d+\)? must not run.*begun at .*propagation\.test\.ts/,
      );
    });
    await errorOf(() =>
      db.transaction(async () => {
        await db.transaction(() => write("outside"), { propagation: "notSupported" });
        await fail();
      }),
    );
    expect(store.committed).toEqual(["outside"]);
  });

  test("cannot join one that is isolated otherwise", async () => {
    const { db } = await storeDatabase();
    const refusal = (outer: TransactionOptions, inner: TransactionOptions) =>
      errorOf(() => db.transaction(() => db.transaction(() => 1, { propagation: "required", ...inner }), outer));
    const serializable = { isolation: "serializable" } as const;
    expect((await refusal({}, serializable)).message).toMatch(/wants isolation serializable.*the database's own/);
    expect((await refusal({}, { readOnly: true })).message).toMatch(/wants readOnly true.*with readOnly false/);
    const both = { ...serializable, readOnly: true };
    expect(await db.transaction(() => db.transaction(() => 1, { ...both, propagation: "required" }), both)).toBe(1);
  });
});

describe("a connection that a call keeps from itself", () => {
  test("is not waited for: an error names both places at once", async () => {
    const { db, store } = await storeDatabase(1);
    const attempts = [
      () => db.transaction(() => write("a"), { propagation: "requiresNew" }),
      () => db.transaction(() => write("a"), { propagation: "notSupported" }),
      () => db.outside(() => write("a")),
    ];
    for (const attempt of attempts) {
      const error = await errorOf(() => db.transaction(attempt));
      expect(error).toMatchObject({ code: "TRANSACTION" });
      expect(error.message).toMatch(
        /(transaction\(…\)|Entry insert) at .*(propagation\.test|store-database)\.ts.* needs a connection of its own, while transaction\(…\) begun at .*propagation\.test\.ts.* keeps the only one.*Raise pool.max/,
      );
    }
    expect([store.committed, store.open, db.pool.idle]).toEqual([[], 0, 1]);
  });

  test("is counted through every transaction around, and no longer when that is over", async () => {
    const { db } = await storeDatabase(2);
    const own = { propagation: "requiresNew" } as const;
    const error = await errorOf(() =>
      db.transaction(() => db.transaction(() => db.transaction(() => write("a"), own), own)),
    );
    expect(error.message).toMatch(/begun at .* and transaction\(…\) begun at .* keeps all 2 of the pool/);
    let late: Promise<unknown> = Promise.resolve();
    const over = db.transaction(() => {
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(() =>
        db.outside(() => db.transaction(() => db.transaction(() => write("late"), own))),
      );
    });
    await over;
    await late;
  });

  test("is said otherwise where a database has one connection for good", async () => {
    const { db } = await storeDatabase(1, { capabilities: { concurrentConnections: false } });
    const error = await errorOf(() => db.transaction(() => db.outside(() => write("a"))));
    expect(error.message).toContain("This database has one connection: do it before or after");
  });
});

describe("outside(…)", () => {
  test("begins a query there that is given back as it is", async () => {
    const { db } = await storeDatabase(1);
    const attempts = [
      () => db.outside(() => Entry.all()),
      () => db.transaction(() => Entry.all(), { propagation: "notSupported" }),
    ];
    for (const attempt of attempts) {
      const error = await errorOf(() => db.transaction(async () => void (await attempt())));
      expect(error.message).toMatch(/^Entry select.* needs a connection of its own/);
    }
    expect(await db.transaction(() => db.outside(() => 1))).toBe(1);
  });

  test("takes work out of the transaction, and lets it come back", async () => {
    const { db, store } = await storeDatabase();
    await errorOf(() =>
      db.transaction(async () => {
        await db.outside(async () => {
          await write("kept");
          await db.transaction(() => write("kept too"));
        });
        await write("lost");
        await fail();
      }),
    );
    expect(store.committed).toEqual(["kept", "kept too"]);
    expect(await db.outside(() => 7)).toBe(7);
  });

  test("is the way out for work that outlives its transaction", async () => {
    const { db, store } = await storeDatabase(1);
    let late: Promise<unknown> = Promise.resolve();
    await db.transaction(() => {
      late = new Promise((resolve) => setTimeout(resolve, 2)).then(() => db.outside(() => write("late")));
    });
    await late;
    expect(store.committed).toEqual(["late"]);
  });
});

test("what is misspelt or could reach into the statement is refused before anything is sent", async () => {
  const { db, store } = await storeDatabase();
  const hostile: readonly [TransactionOptions, RegExp][] = [
    [{ isolaton: "serializable" } as never, /no option "isolaton".*isolation/],
    [{ isolation: "serializable; drop table users" as never }, /takes as isolation "read uncommitted"/],
    [{ propagation: "REQUIRES_NEW" as never }, /takes as propagation "nested".*not REQUIRES_NEW/],
    [{ propagation: "__proto__" as never }, /takes as propagation/],
    [{ readOnly: "no" as never }, /takes as readOnly true or false, not no/],
    [JSON.parse('{"__proto__": 1, "constructor": 1}'), /no option/],
  ];
  for (const [options, message] of hostile) {
    const error = await errorOf(() => db.transaction(() => 1, options));
    expect(error).toMatchObject({ code: "TRANSACTION" });
    expect(error.message).toMatch(message);
  }
  expect(store.open).toBe(0);
});
