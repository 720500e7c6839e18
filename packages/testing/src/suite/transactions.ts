import { setTimeout as sleep } from "node:timers/promises";
import { field, Model } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Row extends Model {
  static table = "suite_transactions";
  id = field.id();
  name = field.string(20, { unique: true });
}

const names = () => Row.orderBy("name").pluck("name");
const create = (name: string) => Row.create({ name });
const stop = new Error("stop");

/** Transactions: all or nothing, whatever is awaited inside. */
export function transactions(suite: Suite): void {
  tables(suite, Row);
  beforeEach(() => empty(Row));
  const begin = <R>(work: () => Promise<R> | R) => suite.db.transaction(work);

  test("what ends well is there, with its result", async () => {
    const row = await begin(() => create("a"));
    expect([row.$isNew, await names()]).toEqual([false, ["a"]]);
    expect(await begin(() => 7)).toBe(7);
  });

  test("what throws leaves nothing, and its error comes through", async () => {
    const work = async () => {
      await create("a");
      await (await create("b")).update({ name: "c" });
      throw stop;
    };
    expect(await failure(() => begin(work))).toBe(stop);
    expect(await failure(() => begin(() => Promise.reject(stop)))).toBe(stop);
    expect(await names()).toEqual([]);
  });

  test("every call inside joins, through timers and parallel awaits", async () => {
    const work = async () => {
      await Promise.all(Array.from({ length: 10 }, (_, i) => create(`p${i}`)));
      await sleep(1);
      await new Promise<void>((resolve, reject) => setTimeout(() => create("timer").then(() => resolve(), reject), 1));
      expect(await Row.count()).toBe(11);
      throw stop;
    };
    expect(await failure(() => begin(work))).toBe(stop);
    expect(await names()).toEqual([]);
  });

  test("an inner transaction that fails takes back only its own work", async () => {
    await begin(async () => {
      await create("outer");
      expect(await failure(() => begin(async () => Promise.all([create("inner"), Promise.reject(stop)])))).toBe(stop);
      await begin(() => create("second"));
      await begin(() => begin(() => begin(() => create("deep"))));
    });
    expect(await names()).toEqual(["deep", "outer", "second"]);
  });

  test("an outer transaction that fails takes back inner ones that ended well", async () => {
    const work = async () => {
      await begin(() => create("inner"));
      await begin(() => begin(() => create("deep")));
      throw stop;
    };
    expect(await failure(() => begin(work))).toBe(stop);
    expect(await names()).toEqual([]);
  });

  test("a statement that fails in an inner transaction leaves the outer one usable", async () => {
    await create("taken");
    await begin(async () => {
      await create("before");
      expect(await failure(() => begin(() => create("taken")))).toMatchObject({ code: "UNIQUE_VIOLATION" });
      expect(await names()).toEqual(["before", "taken"]);
      await create("after");
    });
    expect(await names()).toEqual(["after", "before", "taken"]);
  });

  test("inner transactions at the same time do not take back each other", async () => {
    await begin(async () => {
      const inner = (name: string, ok: boolean) =>
        begin(async () => {
          await create(name);
          await sleep(1);
          if (!ok) throw stop;
        }).catch(() => undefined);
      await Promise.all([inner("a", true), inner("b", false), inner("c", true), inner("d", false)]);
    });
    expect(await names()).toEqual(["a", "c"]);
  });

  test("what the outer transaction does meanwhile is not taken back with an inner one", async () => {
    await begin(async () => {
      const inner = begin(async () => {
        await create("inner");
        await sleep(2);
        throw stop;
      });
      const outcomes = await Promise.allSettled([inner, sleep(1).then(() => create("outer"))]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "fulfilled"]);
    });
    expect(await names()).toEqual(["outer"]);
  });

  test("an inner transaction that outlives the outer one is refused, and touches nobody's connection", async () => {
    let late: Promise<Error> | undefined;
    await begin(() => {
      late = failure(() =>
        begin(async () => {
          await sleep(3);
          await create("late");
        }),
      );
    });
    await create("next");
    expect(await late).toMatchObject({ code: "TRANSACTION" });
    await begin(() => create("after"));
    expect(await names()).toEqual(["after", "next"]);
  });

  test("a call that outlives its transaction is refused, and writes nothing", async () => {
    let late: Promise<Error> | undefined;
    let later: Promise<Error> | undefined;
    const outlive = async () => {
      await sleep(5);
      return create("late");
    };
    await begin(() => {
      late = failure(outlive);
    });
    await begin(() => {
      later = failure(outlive);
      throw stop;
    }).catch(() => undefined);
    for (const error of [await late, await later]) {
      expect(error).toMatchObject({ name: "TransactionError", code: "TRANSACTION" });
      expect(error?.message).toMatch(/Row insert.*(committed|rolled back)/);
    }
    expect(await names()).toEqual([]);
  });

  test("a thousand that fail leave the pool as it was", async () => {
    await create("taken");
    for (let i = 0; i < 50; i++) {
      const work = Array.from({ length: 20 }, (_, n) =>
        begin(() => (n % 2 === 0 ? create("taken") : Promise.reject(stop))).catch(() => "failed"),
      );
      expect(new Set(await Promise.all(work))).toEqual(new Set(["failed"]));
    }
    const { total, idle, waiting } = suite.db.pool;
    expect([idle, waiting]).toEqual([total, 0]);
    expect(await names()).toEqual(["taken"]);
  });

  test("reading and writing inside take no statement more than outside", async () => {
    const { count, statements } = await countQueries(suite.db, () => begin(() => create("a")));
    expect([count, statements.length]).toEqual([1, 3]);
    const nested = await countQueries(suite.db, () => begin(() => begin(() => create("b"))));
    expect(nested.count).toBe(1);
  });

  test("isolation and read-only belong to the outermost", async () => {
    const error = await failure(() => begin(() => suite.db.transaction(() => 1, { readOnly: true })));
    expect(error).toMatchObject({ code: "TRANSACTION" });
  });

  test("a read-only transaction reads, and the next one writes again", async () => {
    await create("a");
    expect(await suite.db.transaction(() => names(), { readOnly: true })).toEqual(["a"]);
    expect(await failure(() => suite.db.transaction(() => create("b"), { readOnly: true }))).toMatchObject({
      code: "DATABASE",
    });
    await create("c");
    expect(await names()).toEqual(["a", "c"]);
  });

  test("a record saved in a transaction that was rolled back can be saved again", async () => {
    const row = new Row({ name: "again" });
    await begin(async () => {
      await row.save();
      throw stop;
    }).catch(() => undefined);
    expect(await names()).toEqual([]);
    const copy = await Row.create({ name: "again" });
    expect(await Row.count()).toBe(1);
    await copy.delete();
  });
}
