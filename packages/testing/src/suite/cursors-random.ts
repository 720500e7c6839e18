import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Beast, fillHerd, Stable } from "./kit/herd.js";
import { herdOrders, type Ordered } from "./kit/herd-orders.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const given = fc.record({ order: herdOrders, size: fc.integer({ min: 1, max: 30 }) });
const ids = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id);

/** The law of pages: one after the other they are the list. */
export function randomCursors(suite: Suite): void {
  tables(suite, Stable, Beast);
  beforeAll(fillHerd);
  const law = (check: (query: Ordered, size: number, whole: number[]) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(given, async ({ order, size }) => {
        await check(order.query, size, ids(await order.tied));
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
          const query = order.tied;
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
