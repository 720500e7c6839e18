import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { field, Model } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Row extends Model {
  static table = "suite_transactions_escaping";
  id = field.id();
  name = field.string(20, { unique: true });
}

const names = () => Row.orderBy("name").pluck("name");
const create = (name: string) => Row.create({ name });
const stop = new Error("stop");

/** Gives promises the time to get as far as the connection, but no database on a wire the time to answer. */
async function hurry(): Promise<void> {
  for (let i = 0; i < 50; i++) await undefined;
}

/** Work that nobody awaited, work that comes too late, and the ways on which a transaction follows its work. */
export function transactionsEscaping(suite: Suite): void {
  tables(suite, Row);
  beforeEach(() => empty(Row));
  const begin = <R>(work: () => Promise<R> | R) => suite.db.transaction(work);

  test("a statement that nobody awaited is done before the commit, and before the rollback", async () => {
    let loose: Promise<unknown> = Promise.resolve();
    await begin(async () => {
      loose = create("loose");
      await hurry();
    });
    await loose;
    expect(await names()).toEqual(["loose"]);
    await failure(() =>
      begin(async () => {
        loose = create("lost");
        await hurry();
        throw stop;
      }),
    );
    await loose;
    expect(await names()).toEqual(["loose"]);
  });

  test("what follows it comes too late", async () => {
    let loose: Promise<unknown> = Promise.resolve();
    await begin(async () => {
      loose = failure(async () => {
        await create("first");
        await sleep(5);
        await create("second");
      });
      await hurry();
    });
    expect(await loose).toMatchObject({ code: "TRANSACTION" });
    expect(await names()).toEqual(["first"]);
  });

  test("of parallel calls, one that fails rolls back when the others are done", async () => {
    await create("taken");
    for (let i = 0; i < 20; i++) {
      const calls = ["a", "taken", "b", "c"].map((name) => () => create(name));
      const error = await failure(() => begin(() => Promise.all(calls.map((call) => call()))));
      expect(error).toMatchObject({ code: "UNIQUE_VIOLATION" });
    }
    expect(await names()).toEqual(["taken"]);
    expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
  });

  test("of a nested transaction that nobody awaited, no half is committed", async () => {
    let loose: Promise<Error> | undefined;
    const heard: string[] = [];
    await begin(async () => {
      loose = failure(() =>
        begin(async () => {
          suite.db.afterCommit(() => heard.push("committed"));
          suite.db.afterRollback(() => heard.push("rolled back"));
          await create("half");
          await sleep(20);
          await create("other half");
        }),
      );
      await sleep(5);
    });
    expect(await names()).toEqual([]);
    expect(heard).toEqual(["rolled back"]);
    expect(await loose).toMatchObject({ code: "TRANSACTION" });
    await begin(() => create("next"));
    expect(await names()).toEqual(["next"]);
  });

  test("what waits behind a nested transaction is refused if the outer one ends meanwhile", async () => {
    let loose: Promise<Error>[] = [];
    await begin(async () => {
      loose = [
        failure(() => begin(() => sleep(10))),
        failure(() => create("behind")),
        failure(() => begin(() => create("second"))),
      ];
      await sleep(2);
    });
    for (const error of await Promise.all(loose)) expect(error).toMatchObject({ code: "TRANSACTION" });
    expect(await names()).toEqual([]);
  });

  test("a call that comes too late is told with its own line, and the line where its transaction was begun", async () => {
    let late: Promise<Error> | undefined;
    const outlive = async () => {
      await sleep(2);
      await create("late");
    };
    await (async function beginsHere() {
      await begin(() => {
        late = failure(outlive);
      });
    })();
    const place = String.raw`[^,]*transactions-escaping\.\w+:\d+:\d+\)?`;
    expect((await late)?.message).toMatch(
      new RegExp(`^Row insert at ${place} runs in a transaction that was committed already, the one begun at ${place}`),
    );
    expect((await late)?.message).toContain("db.outside(…)");
  });

  test("timers, events, streams and queues of promises that were begun inside are inside", async () => {
    const emitter = new EventEmitter();
    const work = async () => {
      emitter.on("row", (name: string, done: (made: Promise<unknown>) => void) => done(create(name)));
      await new Promise((resolve) => emitter.emit("row", "event", resolve)).then((made) => made);
      await new Promise<void>((resolve, reject) =>
        setImmediate(() => create("immediate").then(() => resolve(), reject)),
      );
      await new Promise<void>((resolve, reject) =>
        process.nextTick(() => create("tick").then(() => resolve(), reject)),
      );
      await new Promise<void>((resolve, reject) => {
        queueMicrotask(() => create("microtask").then(() => resolve(), reject));
      });
      const streamed: string[] = [];
      for await (const row of Row.orderBy("name").stream()) streamed.push(row.name);
      expect(streamed).toEqual(["event", "immediate", "microtask", "tick"]);
      throw stop;
    };
    expect(await failure(() => begin(work))).toBe(stop);
    expect(await names()).toEqual([]);
  });

  test("an event is of the transaction that sends it, not of the one that listened", async () => {
    const emitter = new EventEmitter();
    const made: Promise<unknown>[] = [];
    await begin(() => {
      emitter.on("row", (name: string) => void made.push(create(name)));
    });
    emitter.emit("row", "outside");
    await Promise.all(made);
    await failure(() =>
      begin(async () => {
        emitter.emit("row", "inside");
        await Promise.all(made);
        throw stop;
      }),
    );
    expect(await names()).toEqual(["outside"]);
  });

  test("a timer that was started inside and fires later is refused, and commits nothing by itself", async () => {
    let fired: Promise<Error> | undefined;
    const done = new Promise<void>((resolve) => {
      void begin(() => {
        setTimeout(() => {
          fired = failure(() => create("late"));
          resolve();
        }, 10);
      });
    });
    await done;
    expect(await fired).toMatchObject({ code: "TRANSACTION" });
    expect(await names()).toEqual([]);
  });

  test("a statement that failed and was passed over never makes a commit that is none", async () => {
    await create("taken");
    const heard: string[] = [];
    const work = () =>
      begin(async () => {
        suite.db.afterCommit(() => heard.push("committed"));
        await create("before");
        await failure(() => create("taken"));
      });
    if (suite.capabilities.failuresStayAlone) {
      await work();
      expect([await names(), heard]).toEqual([["before", "taken"], ["committed"]]);
      return;
    }
    const error = await failure(work);
    expect(error).toMatchObject({ code: "TRANSACTION", cause: { code: "UNIQUE_VIOLATION" } });
    expect(error.message).toMatch(/was rolled back: a statement in it failed.*savepoint/);
    expect([await names(), heard]).toEqual([["taken"], []]);
    // The savepoint alone is lost, and its own caller is told.
    await begin(async () => {
      await create("kept");
      expect(await failure(work)).toMatchObject({ code: "TRANSACTION" });
    });
    expect(await names()).toEqual(["kept", "taken"]);
  });
}
