import { field, LockTimeoutError, Model, manyToOne, QueryError, UnsupportedError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Queue extends Model {
  static table = "suite_queues";
  id = field.id();
}

class Job extends Model {
  static table = "suite_jobs";
  id = field.id();
  name = field.string(20);
  queueId = field.foreignKey(() => Queue, { nullable: true });
  queue = manyToOne(() => Queue, { nullable: true });
}

/** Reads that lock their rows, what they refuse, and the statement of a query and its plan. */
export function rowLocks(suite: Suite): void {
  tables(suite, Queue, Job);
  const { needing } = suite;
  beforeEach(async () => {
    await empty(Job);
    await empty(Queue);
    for (const name of ["a", "b", "c"]) await Job.create({ name });
  });

  /** Holds the first job in a transaction while `work` runs in another. */
  async function whileLocked<R>(work: () => Promise<R>): Promise<R> {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let hold = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const holder = suite.db.transaction(async () => {
      await Job.where({ name: "a" }).lock("update");
      hold();
      await released;
    });
    await held;
    try {
      return await suite.db.transaction(work);
    } finally {
      release();
      await holder;
    }
  }

  needing("rowLocks", "concurrentConnections")("skipLocked leaves out what somebody else holds", async () => {
    const jobs = await whileLocked(() => Job.orderBy("id").limit(1).lock("update", { skipLocked: true }).pluck("name"));
    expect(jobs).toEqual(["b"]);
  });

  needing("rowLocks", "concurrentConnections")("noWait throws at once", async () => {
    const error = await failure(() =>
      whileLocked(() => Job.where({ name: "a" }).lock("update", { noWait: true }).all()),
    );
    expect(error).toBeInstanceOf(LockTimeoutError);
  });

  needing("rowLocks")("locks the rows themselves where others are joined to them", async () => {
    const jobs = await suite.db.transaction(() => Job.all().joined("queue").orderBy("queue.id", "id").lock("share"));
    expect(jobs.map(({ name, queue }) => [name, queue])).toEqual([
      ["a", null],
      ["b", null],
      ["c", null],
    ]);
  });

  test("is refused where it would keep nothing from anybody", async () => {
    let result: unknown;
    const log = await countQueries(suite.db, async () => {
      result = await failure(() => Job.all().lock("update").all());
    });
    expect(result).toBeInstanceOf(suite.capabilities.rowLocks ? QueryError : UnsupportedError);
    expect((result as Error).message).toMatch(suite.capabilities.rowLocks ? /transaction/ : /rowLocks/);
    expect(log.count).toBe(0);
    for (const read of [() => Job.all().lock("update").find(1), () => Job.all().lock("update").pluck("name")]) {
      expect(await failure(read)).toMatchObject({ message: (result as Error).message });
    }
    expect(await failure(() => Job.all().lock("delete" as never))).toBeInstanceOf(QueryError);
    expect(await failure(() => Job.all().lock("update", { skipLocked: true, noWait: true }))).toBeInstanceOf(
      QueryError,
    );
  });

  test("toSQL gives the statement that is run, with its values apart", async () => {
    const query = Job.where({ name: "it's" }).orderBy("-id").limit(2);
    const { sql, values } = query.toSQL();
    const log = await countQueries(suite.db, () => query.all());
    expect(log.statements.map((each) => each.sql)).toEqual([sql]);
    expect(sql).not.toContain("it's");
    expect(values.map(String)).toEqual(["it's", "2"]);
  });

  test("explain gives the plan of the statement", async () => {
    expect(await Job.where({ id: 1 }).explain()).toMatch(/suite_jobs/);
  });
}
