import type { DriverConnection, DriverRequest } from "@chakra-orm/core/internal";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readInteger } from "../../src/bytes/integer.js";
import { postgres } from "../../src/index.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

describe.each(["binary", "bytes", "text"])("statements in one piece, with rows read as %s", (readRows) => {
  let db: TestDatabase;
  let connection: DriverConnection;
  beforeAll(async () => {
    db = await openDatabase(postgres);
    await db.connection.execute("create table numbers (n int); insert into numbers values (1), (2), (3)");
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    connection = await postgres.createDriver(configOf({ url: db.url, options: { readRows } })).connect();
  });
  afterEach(() => connection.close());

  const readers = [readInteger];
  const divide = (by: number, prepare = true): DriverRequest => ({
    text: "select 12 / $1::int",
    values: [by],
    prepare,
    readers,
  });
  const numbers = (upTo: number, prepare = true): DriverRequest => ({
    text: "select n from numbers where n <= $1 order by n",
    values: [upTo],
    prepare,
    readers,
  });
  const broken: DriverRequest = { text: "select nothing from nowhere", values: [], prepare: true, readers };
  const status = async () =>
    (
      await connection.run({
        text: "select txid_current_if_assigned() is null, current_setting('transaction_isolation')",
        values: [],
        prepare: false,
      })
    ).rows[0];

  /** What each gave, or the code of its error; of those that were not run, nothing. */
  const sent = async (requests: readonly DriverRequest[], inOneState = false) => {
    const answers = await Promise.allSettled(connection.together?.(requests, inOneState) ?? []);
    return answers.map((answer) =>
      answer.status === "fulfilled"
        ? answer.value.rows.map(([value]) => Number(value))
        : (answer.reason as { code?: string }).code,
    );
  };

  it("each get their own rows, the first time and later on", async () => {
    for (const inOneState of [false, true, false, true]) {
      for (let i = 0; i < 3; i++) {
        expect(await sent([divide(3), numbers(2), numbers(0), numbers(3), divide(4)], inOneState)).toEqual([
          [4],
          [1, 2],
          [],
          [1, 2, 3],
          [3],
        ]);
      }
      expect(await sent([numbers(1)], inOneState)).toEqual([[1]]);
    }
    expect((await status())?.[1]).toBe("read committed");
  });

  it("give what came before one that fails, nothing behind it, and can all be sent again", async () => {
    for (const inOneState of [false, true]) {
      expect(await sent([divide(6), divide(0), numbers(3)], inOneState)).toEqual([[2], "22012", undefined]);
      expect(await sent([divide(0), numbers(3)], inOneState)).toEqual(["22012", undefined]);
      expect(await sent([numbers(3), broken, divide(6)], inOneState)).toEqual([[1, 2, 3], "42P01", undefined]);
      expect(await sent([broken, numbers(2), divide(6)], inOneState)).toEqual(["42P01", undefined, undefined]);
      expect(await sent([numbers(2), divide(6)], inOneState)).toEqual([[1, 2], [2]]);
    }
  });

  it("leave nothing of theirs to those that are sent behind them", async () => {
    const behind = () => connection.pipeline?.(numbers(2));
    for (const inOneState of [false, true]) {
      const [, answer, , next] = await Promise.all([
        sent([divide(1), divide(0)], inOneState),
        behind(),
        sent([numbers(1), broken, numbers(1)], inOneState),
        behind(),
      ]);
      expect([answer?.rows, next?.rows].map((rows) => rows?.map(([n]) => Number(n)))).toEqual([
        [1, 2],
        [1, 2],
      ]);
    }
  });

  it("see one state where they have to", async () => {
    const count: DriverRequest = { text: "select count(*)::int from numbers", values: [], prepare: true, readers };
    const wait: DriverRequest = { text: "select 1 from pg_sleep(0.3)", values: [], prepare: false, readers };
    const write = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await db.connection.execute("insert into numbers values (9)");
    };
    try {
      expect((await Promise.all([sent([count, wait, count], true), write()]))[0]).toEqual([[3], [1], [3]]);
      expect((await Promise.all([sent([count, wait, count]), write()]))[0]).toEqual([[4], [1], [5]]);
    } finally {
      await db.connection.execute("delete from numbers where n = 9");
    }
  });

  it("are run by themselves, or missing, once what they were prepared for is another type", async () => {
    const cast = (type: string) =>
      db.connection.execute(`drop view if exists kind; create view kind as select 1::${type} as n`);
    const kind: DriverRequest = { text: "select n from kind", values: [], prepare: true, readers };
    await cast("int");
    for (let i = 0; i < 3; i++) expect(await sent([kind, kind], true)).toEqual([[1], [1]]);
    await cast("smallint");
    expect((await sent([kind, numbers(1)], true))[0]).toEqual([1]);
    expect(await sent([kind, numbers(1)], true)).toEqual([[1], [1]]);
    await cast("bigint");
    expect(await sent([numbers(1), kind], true)).toEqual([
      [1],
      expect.toSatisfy((given) => given !== null && !Array.isArray(given)),
    ]);
    expect(await sent([numbers(1), kind], true)).toEqual([[1], [1]]);
  });

  it("do the same in whatever order they come", async () => {
    const request = fc.oneof(
      fc.tuple(fc.constant("divide"), fc.integer({ min: 0, max: 4 }), fc.boolean()),
      fc.tuple(fc.constant("numbers"), fc.integer({ min: 0, max: 4 }), fc.boolean()),
    );
    const batches = fc.array(fc.tuple(fc.array(request, { minLength: 1, maxLength: 5 }), fc.boolean()), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const answers = await Promise.all(
          all.map(([requests, inOneState]) =>
            sent(
              requests.map(([kind, n, prepare]) => (kind === "divide" ? divide(n, prepare) : numbers(n, prepare))),
              inOneState,
            ),
          ),
        );
        const expected = all.map(([requests]) => {
          let isOver = false;
          return requests.map(([kind, n]) => {
            if (isOver) return undefined;
            if (kind === "numbers") return [1, 2, 3].filter((each) => each <= n);
            isOver = n === 0;
            return isOver ? "22012" : [Math.trunc(12 / n)];
          });
        });
        expect(answers).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
