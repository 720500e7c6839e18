import type { Query } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Beast, fillHerd, Stable } from "./kit/herd.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

type Ordered = Query<Beast>;

/** One term of an order, as a step that adds it to a query. */
const columns = [
  "id",
  "name",
  "legs",
  "weight",
  "speed",
  "tame",
  "kind",
  "born",
  "wakes",
  "seenAt",
  "chip",
  "mark",
  "seal",
  "stableId",
  "stable.name",
  "stable.rank",
] as const;

const expressions: readonly ((query: Ordered, descending: boolean) => Ordered)[] = [
  (query, down) => query.orderBy(({ name }) => (down ? name.length().desc() : name.length())),
  (query, down) => query.orderBy(({ name }) => (down ? name.lower().desc() : name.lower())),
  (query, down) => query.orderBy(({ legs }) => (down ? legs.plus(1).desc() : legs.plus(1))),
  (query, down) => query.orderBy(({ weight }) => (down ? weight.plus("0.10").desc() : weight.plus("0.10"))),
  (query, down) => query.orderBy(({ seenAt }) => (down ? seenAt.month().desc() : seenAt.month())),
  (query, down) => query.orderBy(({ stable }) => (down ? stable.name.upper().desc() : stable.name.upper())),
  (query, down) => query.orderBy(({ legs }) => (down ? legs.coalesce(1).desc() : legs.coalesce(1))),
  (query, down) => query.orderBy(({ tame, legs }) => (down ? tame.or(legs.gt(1)).desc() : tame.or(legs.gt(1)))),
];

const term = fc.record({
  which: fc.integer({ min: 0, max: columns.length + expressions.length - 1 }),
  descending: fc.boolean(),
});

const ordered = (terms: readonly { readonly which: number; readonly descending: boolean }[]): Ordered =>
  terms.reduce((query, { which, descending }) => {
    const column = columns[which];
    if (column !== undefined) return descending ? query.orderBy(`-${column}`) : query.orderBy(column);
    return expressions[which - columns.length]?.(query, descending) ?? query;
  }, Beast.all());

const orders = fc.array(term, { maxLength: 4 }).map((terms) => ({ terms, query: ordered(terms) }));
const given = fc.record({ order: orders, size: fc.integer({ min: 1, max: 30 }) });
const ids = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

/** The law of pages: one after the other they are the list. */
export function randomCursors(suite: Suite): void {
  tables(suite, Stable, Beast);
  beforeAll(fillHerd);
  const law = (check: (query: Ordered, size: number, whole: number[]) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(given, async ({ order, size }) => {
        const tied = order.terms.some(({ which }) => which === 0) ? order.query : order.query.orderBy("id");
        await check(order.query, size, ids(await tied));
      }),
      { numRuns: 150 },
    );

  test("pages by cursor are the list, forwards", async () => {
    await law(async (query, size, whole) => {
      const seen: number[] = [];
      let after: string | null = null;
      do {
        const page = await query.cursor({ first: size, after });
        expect(page.previous === null).toBe(after === null);
        seen.push(...ids(page.records));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(whole);
    });
  });

  test("pages by cursor are the list, backwards", async () => {
    await law(async (query, size, whole) => {
      const seen: number[] = [];
      let before: string | null = null;
      do {
        const page = await query.cursor({ last: size, before });
        expect(page.next === null).toBe(before === null);
        seen.unshift(...ids(page.records));
        before = page.previous;
      } while (before !== null);
      expect(seen).toEqual(whole);
    });
  });

  test("a page forth and a page back is the page one was on", async () => {
    await law(async (query, size, whole) => {
      const start = await query.cursor({ first: size });
      const second = await query.cursor({ first: size, after: start.next });
      if (start.next === null) return;
      const back = await query.cursor({ last: size, before: second.previous });
      expect(ids(back.records)).toEqual(whole.slice(0, size));
      expect(back.next).toBe(start.next);
      const within = await query.where({ id: whole[0] ?? 0 }).cursor({ first: size, after: start.next });
      expect(within.records).toEqual([]);
    });
  });

  test("numbered pages are the list", async () => {
    await law(async (query, perPage, whole) => {
      const seen: number[] = [];
      for (let page = 1; ; page++) {
        const { records, total, pages } = await query.paginate({ page, perPage });
        expect([total, pages]).toEqual([whole.length, Math.ceil(whole.length / perPage)]);
        seen.push(...ids(records));
        if (page > pages) break;
      }
      expect(seen).toEqual(whole);
    });
  });

  test("batches and streams are the list between offset and limit, and go on where they stopped", async () => {
    await fc.assert(
      fc.asyncProperty(
        given,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        async ({ order, size }, limit, offset) => {
          const query = order.terms.some(({ which }) => which === 0) ? order.query : order.query.orderBy("id");
          const whole = ids(await query.limit(limit).offset(offset));
          const seen: number[] = [];
          let first: string | undefined;
          for await (const { records, cursor } of query.limit(limit).offset(offset).inBatches(size)) {
            expect(records.length).toBeGreaterThan(0);
            expect(records.length).toBeLessThanOrEqual(size);
            seen.push(...ids(records));
            first ??= cursor;
          }
          expect(seen).toEqual(whole);
          const streamed: number[] = [];
          for await (const { id } of query.limit(limit).offset(offset).stream()) streamed.push(id);
          expect(streamed).toEqual(whole);
          if (first === undefined) return;
          const rest: number[] = [];
          for await (const { records } of query.inBatches(size, { after: first })) rest.push(...ids(records));
          expect(rest).toEqual(ids(await query.offset(offset + Math.min(size, limit))));
        },
      ),
      { numRuns: 100 },
    );
  });
}
