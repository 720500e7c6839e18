import { connect, type Database, field, Model, withRequest } from "@chakra-orm/core";
import { countQueries, createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

class Fact extends Model {
  static table = "facts";

  id = field.id();
  text = field.text();
}

describe("look-ups by key of one turn", () => {
  let url: string;
  let db: Database;
  beforeAll(async () => {
    url = await createPostgresDatabase(inject("postgresUrl"));
    db = await connect(url, { models: [Fact], name: "merged", pool: { max: 3 } });
    await db.createTables();
    await db.use(() => Fact.insertMany(Array.from({ length: 50 }, (_, i) => ({ text: `fact ${i + 1}` }))));
    // Narrower than the field, as another program may have made it.
    await db.sql`alter table facts alter column id type int`;
  });
  afterAll(() => db.close());

  const all = <T>(ids: readonly number[], find: (id: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
    Promise.allSettled(ids.map((id) => db.use(() => find(id))));
  const found = (results: readonly PromiseSettledResult<Fact | null>[]) =>
    results.map((result) => (result.status === "fulfilled" ? result.value : (result.reason as Error)));

  it("become one behind the first, and give each a record of its own", async () => {
    const ids = [7, 3, 50, 3, 1, 404, 8];
    const { result, count, statements } = await countQueries(db, () => all(ids, (id) => Fact.findOrNull(id)));
    const records = found(result) as (Fact | null)[];
    expect(records.map((record) => record?.text)).toEqual(ids.map((id) => (id === 404 ? undefined : `fact ${id}`)));
    expect(records[1]).not.toBe(records[3]);
    expect(count).toBe(3);
    expect(statements.filter(({ sql }) => sql.includes("any"))).toHaveLength(1);
    expect(records.every((record) => record === null || !record.$isDirty)).toBe(true);
  });

  it("that find nothing say so each for themselves", async () => {
    const errors = found(await all([1, 401, 402, 403], (id) => Fact.find(id))).slice(1) as Error[];
    expect(errors.map(({ message }) => message)).toEqual(
      [401, 402, 403].map((id) => `No Fact was found with id = ${id}.`),
    );
    for (const { stack } of errors) expect(stack).toContain("merged-finds.test.ts");
  });

  it("do not fail for each other's keys", async () => {
    const [one, two, broken, three] = found(await all([1, 2, 3_000_000_000, 3], (id) => Fact.find(id)));
    expect([one, two, three].map((record) => (record as Fact).text)).toEqual(["fact 1", "fact 2", "fact 3"]);
    expect(broken).toBeInstanceOf(Error);
    expect((broken as Error).stack).toContain("merged-finds.test.ts");
  });

  it("that wait for each other are as they were, and so are those of a transaction or of several requests", async () => {
    const counted = async (work: () => Promise<unknown>) =>
      (await countQueries(db, work)).statements.map(({ sql }) => sql);
    const find = (id: number) => db.use(() => Fact.find(id));
    const single = [expect.stringContaining("= $1"), expect.stringContaining("= $1"), expect.stringContaining("= $1")];
    const ids = [1, 2, 3];
    expect(
      await counted(async () => {
        for (const id of ids) await find(id);
      }),
    ).toEqual(single);
    const inside = await counted(() => db.transaction(() => Promise.all(ids.map(find))));
    expect(inside.filter((sql) => sql.startsWith("select"))).toEqual(single);
    expect(await counted(() => Promise.all(ids.map((id) => withRequest({ route: `/${id}` }, () => find(id)))))).toEqual(
      single,
    );
    const apart = await connect(url, { models: [Fact], name: "apart", pool: { max: 3, merge: 1 } });
    const { count } = await countQueries(apart, () => Promise.all(ids.map((id) => apart.use(() => Fact.find(id)))));
    await apart.close();
    expect(count).toBe(3);
  });

  it("fail together where what they share fails, each with its own line", async () => {
    const abort = new AbortController();
    const errors = withRequest({ signal: abort.signal }, () => all([1, 2, 3], (id) => Fact.find(id)));
    abort.abort();
    const [, two, three] = found(await errors) as Error[];
    expect(two).not.toBe(three);
    for (const error of [two, three]) {
      expect(error).toMatchObject({ name: "RequestAbortedError" });
      expect(error?.stack).toContain("merged-finds.test.ts");
    }
  });
});
