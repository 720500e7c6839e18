import { count, rank } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { refused } from "./kit/callbacks.js";
import { Beast, fillHerd, Stable } from "./kit/herd.js";
import type { LooseRows } from "./kit/loose.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const names = ["id", "name", "legs", "tame", "place"] as const;
type Name = (typeof names)[number];

/** Rows of expressions with fewer of them: as if JavaScript had left the others out. */
export function chosenRows(suite: Suite): void {
  tables(suite, Stable, Beast);
  beforeAll(fillHerd);
  const rows = Beast.values((beast) => ({
    id: beast.id,
    name: beast.name.upper(),
    legs: beast.legs,
    tame: beast.tame,
    place: rank().over({ orderBy: beast.weight.desc() }),
  }));
  const picked = (row: object, chosen: readonly string[]) =>
    Object.fromEntries(chosen.map((name) => [name, (row as Record<string, unknown>)[name]]));

  test("only what is chosen comes out, in the order and number of before", async () => {
    const given = fc.record({
      chosen: fc.subarray([...names], { minLength: 1 }),
      order: fc.subarray<Name>(["name", "legs", "tame", "place"]),
      descending: fc.boolean(),
      limit: fc.option(fc.integer({ min: 0, max: 30 })),
      offset: fc.integer({ min: 0, max: 10 }),
      isLater: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ chosen, order, descending, limit, offset, isLater }) => {
        const ordered = [...order, "id" as const].reduce(
          (query, name) => query.orderBy(descending ? `-${name}` : name),
          rows,
        );
        const short = (limit === null ? ordered : ordered.limit(limit)).offset(offset);
        const wanted = (await short).map((row) => picked(row, chosen));
        const { result, count: sent } = await countQueries(suite.db, async () => {
          if (!isLater) return short.select(...chosen);
          return limit === null
            ? ordered.select(...chosen).offset(offset)
            : ordered
                .select(...chosen)
                .limit(limit)
                .offset(offset);
        });
        expect([result, sent]).toEqual([wanted, limit === 0 ? 0 : 1]);
        const left = names.filter((name) => !chosen.includes(name));
        expect(await short.omit(...left)).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  test("groups are the same without what makes them, and distinct rows those of before", async () => {
    const kinds = Beast.groupBy("kind").aggregate((beast) => ({ beasts: count(), legs: beast.legs.sum() }));
    const whole = await kinds.orderBy("-beasts", "kind");
    expect(await kinds.orderBy("-beasts", "kind").select("legs")).toEqual(whole.map(({ legs }) => ({ legs })));
    expect(await kinds.orderBy("-beasts", "kind").omit("kind", "beasts").limit(2)).toEqual(
      whole.slice(0, 2).map(({ legs }) => ({ legs })),
    );
    const large = kinds.having(() => count().gt(5)).orderBy("kind");
    expect(await large.select("beasts")).toEqual((await large).map(({ beasts }) => ({ beasts })));
    const pairs = Beast.values((beast) => ({ kind: beast.kind, tame: beast.tame })).distinct();
    const all = await pairs.orderBy("kind", "tame");
    expect(await pairs.orderBy("kind", "tame").select("kind")).toEqual(all.map(({ kind }) => ({ kind })));
    expect(await pairs.select("kind").distinct().orderBy("kind")).toHaveLength(4);
  });

  test("what is chosen can be narrowed, grouped, ordered and chosen from again", async () => {
    const chosen = rows.select("name", "place").select("place");
    expect(await chosen.where((row) => row.place.lte(3)).aggregate(() => ({ n: count() }))).toEqual({
      n: (await rows).filter(({ place }) => place <= 3).length,
    });
    expect(await chosen.distinct().orderBy("-place").first()).toEqual({
      place: Math.max(...(await rows).map(({ place }) => place)),
    });
    const kinds = Beast.groupBy("kind").aggregate(() => ({ beasts: count() }));
    expect(
      await kinds
        .select("beasts")
        .groupBy(({ beasts }) => ({ beasts }))
        .aggregate(() => ({ n: count() })),
    ).not.toEqual([]);
    expect(await rows.where((row) => row.id.eq(1)).select("id")).toEqual([{ id: 1 }]);
  });

  test("what does not come out, and an order that is lost, are refused", async () => {
    const untyped = rows as unknown as {
      select(...given: unknown[]): LooseRows;
      omit(...given: unknown[]): LooseRows;
    };
    for (const name of ["nam", "", "weight", "__proto__", 'id"; drop table suite_beasts; --', 1, null, {}, () => 1]) {
      await refused(suite, () => untyped.select(name));
      await refused(suite, () => untyped.omit(name));
    }
    await refused(
      suite,
      () => untyped.select("nam"),
      /^No "nam" comes out of this query to select. Did you mean "name"\?$/,
    );
    await refused(suite, () => untyped.select(), /at least one/);
    await refused(suite, () => untyped.omit(...names), /leaves nothing/);
    await refused(suite, () =>
      rows.select("name").where((row) => (row as never as { id: { eq(value: number): never } }).id.eq(1)),
    );
    await refused(suite, () => rows.orderBy("legs").select("name").distinct(), /Order them after distinct/);
  });
}
