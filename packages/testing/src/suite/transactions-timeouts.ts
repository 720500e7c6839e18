import { setTimeout as sleep } from "node:timers/promises";
import { field, Model } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Row extends Model {
  static table = "suite_transactions_timeouts";
  id = field.id();
  name = field.string(20);
}

/** Transactions that take too long. */
export function transactionsTimeouts(suite: Suite): void {
  tables(suite, Row);
  beforeEach(() => empty(Row));
  const names = () => Row.orderBy("name").pluck("name");

  test("one that is open for too long is rolled back and says where it was begun", async () => {
    const heard: string[] = [];
    let late: Promise<Error> | undefined;
    const error = await failure(() =>
      suite.db.transaction(
        async () => {
          suite.db.afterRollback(() => heard.push("rolled back"));
          await Row.create({ name: "lost" });
          await sleep(60);
          late = failure(() => Row.create({ name: "late" }));
          await late;
        },
        { timeout: 20 },
      ),
    );
    expect(error).toMatchObject({ name: "QueryTimeoutError", code: "QUERY_TIMEOUT", status: 503 });
    expect(error.message).toMatch(/begun at .*transactions-timeouts\.\w+:\d+:\d+.*20 ms.*rolled back/);
    expect(heard).toEqual(["rolled back"]);
    expect(await names()).toEqual([]);
    await sleep(60);
    expect(await late).toMatchObject({ code: "TRANSACTION" });
    expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
    await suite.db.transaction(() => Row.create({ name: "next" }), { timeout: 60_000 });
    expect(await names()).toEqual(["next"]);
  });

  test("with it goes what is nested in it", async () => {
    const error = await failure(() =>
      suite.db.transaction(
        () =>
          suite.db.transaction(async () => {
            await Row.create({ name: "lost" });
            await sleep(60);
          }),
        { timeout: 20 },
      ),
    );
    expect(error).toMatchObject({ code: "QUERY_TIMEOUT" });
    await sleep(60);
    expect(await names()).toEqual([]);
    expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
  });

  test("limits are numbers, and belong to the outermost", async () => {
    for (const name of ["timeout", "statementTimeout", "lockTimeout", "retries"]) {
      for (const value of [-1, 1.5, Number.NaN, 2 ** 31, "5; drop table users"]) {
        const error = await failure(() => suite.db.transaction(() => 1, { [name]: value }));
        expect(error).toMatchObject({ code: "TRANSACTION" });
        expect(error.message).toContain(`takes as ${name} a whole number`);
      }
    }
    const nested = await failure(() => suite.db.transaction(() => suite.db.transaction(() => 1, { timeout: 5 })));
    expect(nested.message).toMatch(/^timeout of .* belong to the outermost transaction/);
  });

  test("a database without limits of statements says so", async () => {
    if (suite.capabilities.statementLimits) return;
    for (const name of ["statementTimeout", "lockTimeout"]) {
      const error = await failure(() => suite.db.transaction(() => 1, { [name]: 5 }));
      expect(error).toMatchObject({ code: "UNSUPPORTED" });
      expect(error.message).toContain("statementLimits");
    }
  });
}
