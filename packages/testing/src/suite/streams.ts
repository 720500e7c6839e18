import { field, Model } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Beast, fillHerd, herd, Stable } from "./kit/herd.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Pebble extends Model {
  static table = "suite_pebbles";
  id = field.id();
  weight = field.integer();
}

const ids = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

/** All that an iterator gives. */
async function collect<R>(given: AsyncIterable<R>): Promise<R[]> {
  const all: R[] = [];
  for await (const each of given) all.push(each);
  return all;
}

/** Many records, some at a time. */
export function streams(suite: Suite): void {
  tables(suite, Stable, Beast, Pebble);
  beforeAll(async () => {
    await fillHerd();
    await suite.db.transaction(async () => {
      for (let i = 0; i < 2500; i++) await Pebble.create({ weight: i % 7 });
    });
  });

  test("a stream is one statement for five hundred records", async () => {
    const { result, count } = await countQueries(suite.db, () => collect(Pebble.orderBy("-weight").stream()));
    expect(ids(result)).toEqual(ids(await Pebble.orderBy("-weight", "id")));
    expect(count).toBe(6);
    const exact = await countQueries(suite.db, () => collect(Pebble.all().limit(2000).stream()));
    expect([exact.result.length, exact.count]).toEqual([2000, 4]);
    const none = await countQueries(suite.db, () => collect(Pebble.all().limit(0).stream()));
    expect([none.result.length, none.count]).toEqual([0, 0]);
  });

  test("who stops early asks for no more", async () => {
    const { count, result } = await countQueries(suite.db, async () => {
      const seen: number[] = [];
      for await (const { id } of Pebble.orderBy("id").stream()) {
        seen.push(id);
        if (seen.length === 5) break;
      }
      return seen;
    });
    expect([result, count]).toEqual([[1, 2, 3, 4, 5], 1]);
    const idle = await countQueries(suite.db, () => Pebble.all().stream());
    expect(idle.count).toBe(0);
    const broken = await countQueries(suite.db, () =>
      failure(async () => {
        for await (const _ of Pebble.all().inBatches(10)) throw new Error("the job fails");
      }),
    );
    expect([broken.result.message, broken.count]).toEqual(["the job fails", 1]);
    expect(await Pebble.count()).toBe(2500);
  });

  test("whoever keeps and changes a batch does not disturb the next one", async () => {
    const sizes: number[] = [];
    for await (const { records } of Beast.all().inBatches(700)) {
      sizes.push(records.length);
      records.length = 0;
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(await Beast.all().count());
  });

  test("others get their turn between two batches", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    let batches = 0;
    try {
      for await (const _ of Pebble.all().inBatches(50)) batches++;
    } finally {
      clearInterval(timer);
    }
    expect(batches).toBe(50);
    expect(turns).toBeGreaterThan(0);
  });

  test("relations come with each batch, in as many statements as a batch by itself takes", async () => {
    const query = Beast.orderBy("name", "id").with("stable");
    const asked = await countQueries(suite.db, () => collect(query.inBatches(10)));
    expect(asked.result.map(({ records }) => records.length)).toEqual([10, 10, 4]);
    expect(asked.result.flatMap(({ records }) => records)).toEqual(await query);
    expect(asked.count).toBe(6);
    const many = Stable.orderBy("-name").with({ beasts: (beasts) => beasts.orderBy("-id").limit(2) });
    const streamed = await countQueries(suite.db, () => collect(many.stream()));
    expect(streamed.result).toEqual(await many);
    expect(streamed.count).toBe(2);
    expect(streamed.result.every(({ beasts }) => beasts.length === 2)).toBe(true);
    const lazily = await countQueries(suite.db, async () => {
      for await (const { records } of Beast.all().inBatches(12)) {
        for (const beast of records) await beast.stable;
      }
    });
    expect(lazily.count).toBe(5);
  });

  test("a job that was stopped goes on behind the batch that it finished", async () => {
    const query = Beast.orderBy("-seenAt", "kind");
    const whole = ids(await query.orderBy("id"));
    const first = await query.inBatches(7).next();
    if (first.done === true) throw new Error("no batch");
    const rest = await collect(query.inBatches(9, { after: first.value.cursor }));
    expect(rest.flatMap(({ records }) => ids(records))).toEqual(whole.slice(7));
    const limited = await collect(query.limit(3).offset(5).inBatches(2, { after: first.value.cursor }));
    expect(limited.flatMap(({ records }) => ids(records))).toEqual(whole.slice(7, 10));
    expect(await collect(query.inBatches(9, { after: rest.at(-1)?.cursor ?? "" }))).toEqual([]);
    const page = await query.cursor({ first: 4, after: first.value.cursor });
    expect(ids(page.records)).toEqual(whole.slice(7, 11));
  });

  test("a stream in a transaction sees what the transaction did", async () => {
    await failure(() =>
      suite.db.transaction(async () => {
        await Beast.where({ kind: "cat" }).update({ name: "changed" });
        const names = (await collect(Beast.where({ kind: "cat" }).stream())).map(({ name }) => name);
        expect(new Set(names)).toEqual(new Set(["changed"]));
        for await (const { records } of Beast.all().inBatches(5)) {
          for (const beast of records) await beast.update({ name: `${beast.id}` });
        }
        expect(await Beast.where(({ name }) => name.eq("24")).count()).toBe(1);
        throw new Error("enough");
      }),
    );
    expect(await Beast.where({ name: "changed" }).exists()).toBe(false);
  });

  test("rows that a job deletes while it goes through them are each met once", async () => {
    await failure(() =>
      suite.db.transaction(async () => {
        const seen: number[] = [];
        for await (const { records } of Beast.orderBy("-name").inBatches(5)) {
          for (const beast of records) {
            seen.push(beast.id);
            await beast.delete();
          }
        }
        expect(seen.toSorted((a, b) => a - b)).toEqual(herd.map((_, i) => i + 1));
        expect(await Beast.count()).toBe(0);
        throw new Error("enough");
      }),
    );
    expect(await Beast.count()).toBe(herd.length);
  });

  test("sizes and places that are none are refused before any SQL", async () => {
    for (const size of [0, -1, 1.5, NaN, Infinity, "1", 1n, null, undefined, {}, true]) {
      const error = await refusal(suite.db, () =>
        Beast.all()
          .inBatches(size as number)
          .next(),
      );
      expect(error, String(size)).toMatchObject({ code: "QUERY" });
    }
    for (const after of ["", "x", 1, {}]) {
      const error = await refusal(suite.db, () =>
        Beast.all()
          .inBatches(1, { after: after as string })
          .next(),
      );
      expect(error, String(after)).toMatchObject({ code: "VALIDATION" });
    }
  });
}
