import { describe, expect, onTestFinished, test } from "vitest";
import { connect, type Logger } from "../../src/index.js";
import { recordingDialect } from "../recording/dialect.js";
import { Store } from "./store.js";
import { errorOf, fail, storeDatabase } from "./store-database.js";

describe("callbacks of a transaction", () => {
  test("run once after the outermost end, each as its own savepoint ended", async () => {
    const { db } = await storeDatabase();
    const heard: string[] = [];
    const note = (name: string) => {
      db.afterCommit(() => heard.push(`${name} committed`));
      db.afterRollback(() => heard.push(`${name} rolled back`));
    };
    await db.transaction(async () => {
      note("outer");
      await db.transaction(() => note("kept"));
      await errorOf(() =>
        db.transaction(async () => {
          note("lost");
          await db.transaction(() => note("in the lost one"));
          await fail();
        }),
      );
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(["outer committed", "kept committed", "lost rolled back", "in the lost one rolled back"]);
    heard.length = 0;
    await errorOf(() =>
      db.transaction(async () => {
        note("outer");
        await db.transaction(() => note("inner"));
        await fail();
      }),
    );
    expect(heard).toEqual(["outer rolled back", "inner rolled back"]);
  });

  test("of one of its own run when that one ends", async () => {
    const { db } = await storeDatabase();
    const heard: string[] = [];
    await errorOf(() =>
      db.transaction(async () => {
        db.afterRollback(() => heard.push("outer"));
        await db.transaction(() => db.afterCommit(() => heard.push("own")), { propagation: "requiresNew" });
        expect(heard).toEqual(["own"]);
        await db.transaction(() => db.afterCommit(() => heard.push("joined")), { propagation: "required" });
        await fail();
      }),
    );
    expect(heard).toEqual(["own", "outer"]);
  });

  test("that fail after a commit say that it took, and keep none of the others from running", async () => {
    const { db, store } = await storeDatabase();
    const heard: string[] = [];
    const error = await errorOf(() =>
      db.transaction(() => {
        db.afterCommit(fail);
        db.afterCommit(() => heard.push("second"));
      }),
    );
    expect(error).toMatchObject({ code: "TRANSACTION", cause: new RangeError("failed on purpose") });
    expect(error.message).toMatch(/^The transaction begun at .*put-off\.test\.ts.* was committed, but 1 of/);
    expect([heard, store.open]).toEqual([["second"], 0]);
    const both = await errorOf(() =>
      db.transaction(() => {
        for (const name of ["a", "b"]) db.afterCommit(() => Promise.reject(new Error(name)));
      }),
    );
    expect((both.cause as AggregateError).errors.map(String)).toEqual(["Error: a", "Error: b"]);
  });

  test("that fail after a rollback are told to the log, and hide no error", async () => {
    const warnings: object[] = [];
    const log = { debug: () => undefined, error: () => undefined, warn: (fields: object) => warnings.push(fields) };
    const db = await connect({
      dialect: recordingDialect({ driver: new Store() }),
      name: "put off",
      log: log as unknown as Logger,
    });
    onTestFinished(() => db.close({ timeout: 0 }));
    const error = await errorOf(() =>
      db.transaction(async () => {
        db.afterRollback(() => Promise.reject(new Error("cleaning up")));
        await fail();
      }),
    );
    expect(error).toEqual(new RangeError("failed on purpose"));
    expect(warnings).toMatchObject([{ error: expect.stringContaining("cleaning up") }]);
    expect(warnings).toMatchObject([{ transaction: expect.stringMatching(/put-off\.test\.ts/) }]);
  });

  test("cannot be registered in a transaction that is over", async () => {
    const { db } = await storeDatabase();
    let late: Promise<Error> | undefined;
    await db.transaction(() => {
      late = new Promise((resolve) => setTimeout(resolve, 2)).then(() => errorOf(() => db.afterCommit(fail)));
    });
    expect((await late)?.message).toMatch(/^afterCommit\(…\) at .* that was committed already/);
  });

  test("of a rollback are nothing outside a transaction, where nothing is rolled back", async () => {
    const { db } = await storeDatabase();
    const heard: string[] = [];
    db.afterRollback(() => heard.push("never"));
    await errorOf(() => db.transaction(fail));
    expect(heard).toEqual([]);
  });
});
