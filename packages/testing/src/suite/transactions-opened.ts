import { setTimeout as sleep } from "node:timers/promises";
import { field, Model } from "@chakra-orm/core";
import { Database, OpenTransaction, type OpenTransactionOptions } from "@chakra-orm/core/internal";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Row extends Model {
  static table = "suite_transactions_opened";
  id = field.id();
  name = field.string(20, { unique: true });
}

const names = () => Row.orderBy("name").pluck("name");
const create = (name: string) => Row.create({ name });
const gone = new Error("the client is gone");

/** Transactions that begin with their first statement and are ended by hand: those of requests. */
export function transactionsOpened(suite: Suite): void {
  tables(suite, Row);
  beforeEach(() => empty(Row));
  const open = (options: OpenTransactionOptions = {}) => new OpenTransaction(Database.engine(suite.db), options);
  const atRest = () => expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });

  test("commit what ran in them, in parts too, and no one else's", async () => {
    const transaction = open();
    await transaction.run(() => create("a"));
    await transaction.run(async () => {
      await create("b");
      expect(await names()).toEqual(["a", "b"]);
    });
    await transaction.commit();
    expect(await names()).toEqual(["a", "b"]);
    atRest();
  });

  test("send nothing where nothing was asked", async () => {
    const unused = async () => {
      await open().commit();
      await open({ readOnly: true }).rollback(gone);
    };
    const { count } = await countQueries(suite.db, unused);
    expect(count).toBe(0);
  });

  test("roll back, with the records as they were before", async () => {
    const row = new Row({ name: "lost" });
    const transaction = open();
    await transaction.run(() => row.save());
    await transaction.rollback(gone);
    expect(row.$isNew).toBe(true);
    expect(await names()).toEqual([]);
    atRest();
  });

  test("take back a savepoint alone, and hold what may fail in it", async () => {
    await create("taken");
    const transaction = open();
    await transaction.run(async () => {
      await create("kept");
      expect(await failure(() => suite.db.transaction(() => create("taken")))).toMatchObject({
        code: "UNIQUE_VIOLATION",
      });
    });
    await transaction.commit();
    expect(await names()).toEqual(["kept", "taken"]);
  });

  test("cannot be committed after a statement failed, where that spoils the whole", async () => {
    await create("taken");
    const transaction = open();
    await transaction.run(async () => {
      await create("a");
      await failure(() => create("taken"));
    });
    if (suite.capabilities.failuresStayAlone) await transaction.commit();
    else expect(await failure(() => transaction.commit())).toMatchObject({ code: "TRANSACTION" });
    expect(await names()).toEqual(suite.capabilities.failuresStayAlone ? ["a", "taken"] : ["taken"]);
    atRest();
  });

  test("are known to be read-only, by the database", async () => {
    const transaction = open({ readOnly: true });
    expect(await failure(() => transaction.run(() => create("never")))).toHaveProperty("code");
    await transaction.rollback(gone);
    await create("written");
    expect(await names()).toEqual(["written"]);
  });

  test("run out of time, roll back by themselves, and say so at the commit", async () => {
    const transaction = open({ timeout: 20 });
    await transaction.run(() => create("lost"));
    await sleep(60);
    expect(transaction.isOver).toBe(true);
    const late = await failure(() => transaction.run(() => create("late")));
    expect(late.message).toMatch(/rolled back already, the one begun at .*transactions-opened/);
    expect(await failure(() => transaction.commit())).toMatchObject({ code: "QUERY_TIMEOUT" });
    expect(await names()).toEqual([]);
    atRest();
  });

  test("are given up while something runs, which commits nothing and is not waited for", async () => {
    for (let i = 0; i < 5; i++) {
      const transaction = open();
      const running = transaction.run(async () => {
        await create("first");
        await Promise.all([create("second"), create("third")]);
      });
      const ended = running.catch((error: unknown) => error);
      await sleep(i);
      await transaction.abandon(gone);
      await ended;
    }
    expect(await names()).toEqual([]);
    await create("next");
    expect(await names()).toEqual(["next"]);
    atRest();
  });

  test("refuse what comes after their end, with both lines", async () => {
    const transaction = open();
    await transaction.run(() => create("a"));
    await transaction.commit();
    const late = await failure(() => transaction.run(() => create("late")));
    expect(late.message).toMatch(
      /^Row insert at .* that was committed already, the one begun at .*transactions-opened/,
    );
    expect(await names()).toEqual(["a"]);
  });

  test("run callbacks outside, once their end is there", async () => {
    const heard: string[] = [];
    const transaction = open();
    await transaction.run(async () => {
      suite.db.afterRollback(() => heard.push("never"));
      suite.db.afterCommit(async () => heard.push(`found ${(await names()).join()}`));
      suite.db.afterCommit(() => create("after"));
      await create("a");
    });
    await transaction.commit();
    expect(heard).toEqual(["found a"]);
    expect(await names()).toEqual(["a", "after"]);
  });
}
