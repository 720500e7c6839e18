import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Beast, fillHerd, Stable } from "./kit/herd.js";
import { herdOrders } from "./kit/herd-orders.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const properties = [
  "legs",
  "weight",
  "tame",
  "kind",
  "born",
  "wakes",
  "seenAt",
  "chip",
  "mark",
  "seal",
  "stableId",
  "name",
] as const;
const keys = fc.subarray([...properties], { minLength: 1, maxLength: 3 });
const given = fc.record({
  order: herdOrders,
  keys,
  limit: fc.integer({ min: 0, max: 12 }),
  offset: fc.integer({ min: 0, max: 6 }),
  size: fc.integer({ min: 1, max: 7 }),
});
const ids = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

/** What tells records of other groups apart; NULLs are one group. */
const group = (beast: Beast, names: readonly (typeof properties)[number][]): string =>
  JSON.stringify(
    names.map((name) => {
      const value = beast[name];
      if (value instanceof Uint8Array) return [...value];
      return typeof value === "bigint" ? `${value}n` : value;
    }),
  );

/** The first record of each group, as JavaScript finds it. */
function firsts(beasts: readonly Beast[], names: readonly (typeof properties)[number][]): number[] {
  const found = new Map<string, number>();
  for (const beast of beasts) if (!found.has(group(beast, names))) found.set(group(beast, names), beast.id);
  return [...found.values()];
}

/** The first of each group, on rows with NULLs and in random orders, is what JavaScript finds in the whole list. */
export function randomDistinctOn(suite: Suite): void {
  tables(suite, Stable, Beast);
  beforeAll(fillHerd);

  test("the first of each group in any order, in one statement", async () => {
    await fc.assert(
      fc.asyncProperty(given, async ({ order, keys: names, limit, offset }) => {
        const wanted = firsts(await order.tied, names);
        const query = order.tied.distinctOn(...names);
        const { result, count } = await countQueries(suite.db, () => query.all());
        expect([ids(result), count]).toEqual([wanted, 1]);
        expect(ids(await order.query.distinctOn(...names)).sort()).toEqual([...wanted].sort());
        expect(ids(await query.limit(limit).offset(offset))).toEqual(wanted.slice(offset, offset + limit));
        expect([await query.count(), await query.limit(limit).count()]).toEqual([
          wanted.length,
          Math.min(limit, wanted.length),
        ]);
        expect([(await query.first())?.id, (await query.last())?.id]).toEqual([wanted[0], wanted.at(-1)]);
      }),
      { numRuns: 100 },
    );
  });

  test("pages and streams of them are the list", async () => {
    await fc.assert(
      fc.asyncProperty(given, async ({ order, keys: names, size }) => {
        const wanted = firsts(await order.tied, names);
        const query = order.tied.distinctOn(...names);
        const seen: number[] = [];
        let after: string | null = null;
        do {
          const page = await query.cursor({ first: size, after });
          seen.push(...ids(page.records));
          after = page.next;
        } while (after !== null);
        expect(seen).toEqual(wanted);
        const numbered = await query.paginate({ page: 2, perPage: size });
        expect([ids(numbered.records), numbered.total]).toEqual([wanted.slice(size, 2 * size), wanted.length]);
        const streamed: number[] = [];
        for await (const { records } of query.inBatches(size)) streamed.push(...ids(records));
        expect(streamed).toEqual(wanted);
        const backwards = await query.cursor({ last: size });
        expect(ids(backwards.records)).toEqual(wanted.slice(-size));
      }),
      { numRuns: 60 },
    );
  });

  test("conditions choose rows before, wherever they are written", async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom(0, 2, 4), async ({ order, keys: names }, legs) => {
        const chosen = order.tied.where((beast) => beast.legs.gte(legs));
        const wanted = firsts(await chosen, names);
        expect(ids(await chosen.distinctOn(...names))).toEqual(wanted);
        const after = order.tied.distinctOn(...names).where((beast) => beast.legs.gte(legs));
        expect(ids(await after)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
}
