import { type ChakraError, connect, type Database, field, Model, sql, withRequest } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { SessionClient } from "../../src/pg/session.js";

class Fact extends Model {
  static table = { name: "facts" };

  id = field.id();
  text = field.text();
  at = field.dateTime();
}

const size = 300;
const textOf = (id: number): string => `fact ${id} ${"é".repeat(id)}`;

describe("reads of one turn", () => {
  let url: string;
  let db: Database;
  let admin: pg.Client;
  beforeAll(async () => {
    url = await createPostgresDatabase(inject("postgresUrl"));
    db = await connect(url, { models: [Fact], name: "pipelined", pool: { max: 3, merge: 1 } });
    await db.createTables();
    await db.use(() =>
      Fact.insertMany(Array.from({ length: size }, (_, i) => ({ text: textOf(i + 1), at: new Date(i * 1001) }))),
    );
    admin = new pg.Client(url);
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await db.close();
  });

  /** The most that were sent on one connection before it answered, while `work` ran. */
  async function deepest(work: () => Promise<unknown>): Promise<number> {
    let most = 0;
    const running = new Map<unknown, number>();
    const submit = vi.spyOn(SessionClient.prototype, "submit").mockImplementation(function (
      this: SessionClient,
      query,
    ) {
      const count = (running.get(this) ?? 0) + 1;
      running.set(this, count);
      most = Math.max(most, count);
      const { callback } = query;
      query.callback = (...answer) => {
        running.set(this, (running.get(this) ?? 0) - 1);
        callback(...answer);
      };
      this.query(query as unknown as pg.Submittable);
    });
    try {
      await work();
    } finally {
      submit.mockRestore();
    }
    return most;
  }

  const finds = (ids: readonly number[]) => Promise.all(ids.map((id) => db.use(() => Fact.find(id))));
  const ids = (count: number): number[] => Array.from({ length: count }, () => 1 + Math.floor(Math.random() * size));

  it("each get their own row, over and over, and leave the pool whole", async () => {
    let depth = 0;
    for (let round = 0; round < 40; round++) {
      const asked = ids(1 + (round % 64));
      depth = Math.max(
        depth,
        await deepest(async () => {
          const found = await finds(asked);
          expect(found.map(({ id, text, at }) => [id, text, at.getTime()])).toEqual(
            asked.map((id) => [id, textOf(id), (id - 1) * 1001]),
          );
        }),
      );
    }
    expect(depth).toBeGreaterThan(4);
    expect(db.pool).toMatchObject({ waiting: 0 });
    expect(db.pool.idle).toBe(db.pool.total);
  });

  it("are sent one after the other where that is asked for", async () => {
    const single = await connect(url, { models: [Fact], name: "single", pool: { max: 3, pipeline: 1, merge: 1 } });
    try {
      const work = () => Promise.all(ids(40).map((id) => single.use(() => Fact.find(id))));
      await work();
      expect(await deepest(work)).toBe(1);
    } finally {
      await single.close();
    }
  });

  it("fail by themselves", async () => {
    const divide = (id: number) =>
      db.use(() =>
        Fact.where({ id })
          .where((fact) => sql`10 / (${fact.id} - 7) > -100`)
          .first(),
      );
    await divide(1);
    const asked = [1, 7, 2, 7, 3, 4, 7, 5];
    const settled = await Promise.allSettled(asked.map(divide));
    expect(settled.map(({ status }) => status)).toEqual(asked.map((id) => (id === 7 ? "rejected" : "fulfilled")));
    await expect(finds([1, 2])).resolves.toHaveLength(2);
  });

  it("all fail when their connection is lost, and those after them do not", async () => {
    await finds(ids(30));
    const lost = finds(ids(200)).then(
      () => undefined,
      (error: ChakraError) => error,
    );
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'chakra-orm' and datname = current_database()",
    );
    // Whether they were answered before is a race; if not, each has an error of the connection.
    expect([undefined, "CONNECTION"]).toContain((await lost)?.code);
    await vi.waitFor(async () => expect(await finds([5, 6])).toHaveLength(2));
    expect(db.pool).toMatchObject({ waiting: 0 });
  });

  it("do not keep a transaction from its turn", async () => {
    const narrow = await connect(url, { models: [Fact], name: "narrow", pool: { max: 1 } });
    try {
      await narrow.use(() => Fact.find(1));
      let reading = true;
      const readers = Array.from({ length: 20 }, async () => {
        while (reading) await narrow.use(() => Fact.find(2));
      });
      for (let i = 0; i < 20; i++) {
        await narrow.transaction(() => narrow.use(() => Fact.where({ id: 3 }).update({ text: `turn ${i}` })));
      }
      reading = false;
      await Promise.all(readers);
      expect((await narrow.use(() => Fact.find(3))).text).toBe("turn 19");
    } finally {
      await narrow.close();
    }
  });

  it("of a request that is given up do not end those of others", async () => {
    await finds(ids(30));
    const abort = new AbortController();
    const given = ids(20).map((id) => withRequest({ signal: abort.signal }, () => db.use(() => Fact.find(id))));
    const others = finds(ids(20));
    abort.abort();
    await Promise.allSettled(given);
    expect(await others).toHaveLength(20);
  });
});
