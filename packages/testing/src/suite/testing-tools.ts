import { field, Model } from "@chakra-orm/core";
import { beforeEach, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { recordQueries } from "../record-queries.js";
import { useTestTransaction } from "../use-test-transaction.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Guest extends Model {
  static table = "suite_guests";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** What this package offers to tests. */
export function testingTools(suite: Suite): void {
  tables(suite, Guest);
  const create = (name: string) => Guest.create({ name });

  describe("countQueries", () => {
    beforeEach(() => empty(Guest));

    test("counts what its own work sends, without transactions", async () => {
      const count = await countQueries(suite.db, () =>
        suite.db.transaction(() => Promise.all([create("a"), create("b")])),
      );
      expect([count.count, count.statements.length, count.result.length]).toEqual([2, 4, 2]);
      expect(count.of("insert").map(({ model, rows }) => [model, rows])).toEqual([
        ["Guest", 1],
        ["Guest", 1],
      ]);
    });

    test("hears nothing of what runs beside it, and all of what runs inside it", async () => {
      const [one, two] = await Promise.all([
        countQueries(suite.db, () => create("a")),
        countQueries(suite.db, async () => {
          const inner = await countQueries(suite.db, () => Guest.count());
          await Guest.count();
          return inner.count;
        }),
      ]);
      expect([one.count, two.count, two.result]).toEqual([1, 2, 1]);
    });

    test("lets an error through, and knows failed statements", async () => {
      await create("a");
      expect(await failure(() => countQueries(suite.db, () => create("a")))).toMatchObject({
        code: "UNIQUE_VIOLATION",
      });
      const { statements } = await countQueries(suite.db, () => create("a").catch(() => undefined));
      expect(statements[0]?.error).toBeDefined();
    });

    test("recordQueries hears everybody until it is stopped", async () => {
      const recording = recordQueries(suite.db);
      await Guest.count();
      expect([recording.count, recording.of("select").length]).toEqual([1, 1]);
      recording.clear();
      await Guest.count();
      recording.stop();
      await Guest.count();
      expect(recording.count).toBe(1);
    });
  });

  describe("useTestTransaction", () => {
    const hooks: { before?: () => Promise<void>; after?: () => Promise<void> } = {};
    useTestTransaction(() => suite.db, {
      beforeEach: (run) => (hooks.before = run),
      afterEach: (run) => (hooks.after = run),
    });
    /** A test inside the test, between the hooks that a test runner would call. */
    async function inTest(work: () => Promise<void>): Promise<void> {
      await hooks.before?.();
      try {
        await work();
      } finally {
        await hooks.after?.();
      }
      expect(await Guest.pluck("name")).toEqual(["before"]);
      expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
    }
    beforeEach(async () => {
      await empty(Guest);
      await create("before");
    });

    test("takes back whatever the test wrote", () =>
      inTest(async () => {
        await create("a");
        await (await Guest.findByOrFail({ name: "before" })).delete();
        expect(await Guest.pluck("name")).toEqual(["a"]);
      }));

    test("a transaction inside is a savepoint, with any options", () =>
      inTest(async () => {
        await suite.db.transaction(
          () => create("kept"),
          suite.capabilities.isolationLevels ? { isolation: "serializable" } : {},
        );
        await failure(() => suite.db.transaction(() => create("lost").then(() => Promise.reject(new Error("stop")))));
        expect(await Guest.orderBy("name").pluck("name")).toEqual(["before", "kept"]);
      }));

    test("a statement that fails spoils nothing, alone and in a transaction", () =>
      inTest(async () => {
        expect(await failure(() => create("before"))).toMatchObject({ code: "UNIQUE_VIOLATION" });
        await create("next");
        expect(await failure(() => suite.db.transaction(() => create("before")))).toMatchObject({
          code: "UNIQUE_VIOLATION",
        });
        expect(await Guest.orderBy("name").pluck("name")).toEqual(["before", "next"]);
      }));

    test("calls at the same time do not disturb each other", () =>
      inTest(async () => {
        const work = Array.from({ length: 10 }, (_, i) =>
          create(i % 3 === 0 ? "before" : `n${i}`).catch(() => undefined),
        );
        const inner = [1, 2].map((i) => suite.db.transaction(() => create(`t${i}`)));
        await Promise.all([...work, ...inner]);
        expect(await Guest.count()).toBe(1 + 6 + 2);
      }));

    test("afterCommit runs when the test's own transaction ends well, or at once outside one", () =>
      inTest(async () => {
        const heard: string[] = [];
        suite.db.afterCommit(() => heard.push("at once"));
        await suite.db.transaction(async () => {
          await suite.db.transaction(() => suite.db.afterCommit(() => heard.push("inner")));
          expect(heard).toEqual(["at once"]);
        });
        await failure(() =>
          suite.db.transaction(() => {
            suite.db.afterCommit(() => heard.push("never"));
            throw new Error("stop");
          }),
        );
        expect(heard).toEqual(["at once", "inner"]);
      }));

    test("counts of statements are as without it", () =>
      inTest(async () => {
        const { statements } = await countQueries(suite.db, () => create("a"));
        expect(statements.length).toBe(1);
      }));
  });
}
