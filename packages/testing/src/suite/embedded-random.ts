import { Embedded, embedded, field, gt, Model } from "@chakra-orm/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Inner extends Embedded {
  a = field.integer();
  b = field.string(5, { nullable: true });
}

class Outer extends Embedded {
  x = field.integer({ default: 0 });
  inner = embedded(Inner, { nullable: true });
}

class Holder extends Model {
  static table = "suite_holders";
  id = field.id();
  one = embedded(Outer);
  two = embedded(Outer, { nullable: true, prefix: "z_" });
}

interface PlainInner {
  a: number;
  b: string | null;
}
interface PlainOuter {
  x: number;
  inner: PlainInner | null;
}
interface PlainHolder {
  one: PlainOuter;
  two: PlainOuter | null;
}

const number = fc.integer({ min: -3, max: 3 });
const inner = fc.record({ a: number, b: fc.option(fc.constantFrom("p", "q")) });
const outer = fc.record({ x: number, inner: fc.option(inner) });

/** What is done to a record, and the same to plain objects that know no database. */
type Step = (record: PlainHolder) => void;

/** Steps touch objects in place, replace them, take them away, and pass them on from one property to the other. */
const step: fc.Arbitrary<Step> = fc.oneof(
  outer.map((value) => (record: PlainHolder) => {
    record.one = copy(value);
  }),
  fc.option(outer).map((value) => (record: PlainHolder) => {
    record.two = copy(value);
  }),
  number.map((x) => (record: PlainHolder) => {
    record.one.x = x;
  }),
  number.map((x) => ({ two }: PlainHolder) => {
    if (two !== null) two.x = x;
  }),
  number.map((a) => ({ one }: PlainHolder) => {
    if (one.inner !== null) one.inner.a = a;
  }),
  fc.option(inner).map((value) => ({ one }: PlainHolder) => {
    one.inner = copy(value);
  }),
  fc.option(inner).map((value) => ({ two }: PlainHolder) => {
    if (two !== null) two.inner = copy(value);
  }),
  fc.constant((record: PlainHolder) => {
    record.two = copy(record.one);
  }),
  fc.constant((record: PlainHolder) => {
    if (record.two !== null) record.one = copy(record.two);
  }),
);

/** Of plain objects a copy, as the record takes one; a record's own are handed over as they are. */
function copy<T>(value: T): T {
  return value instanceof Embedded ? value : structuredClone(value);
}

const plain = (record: unknown): PlainHolder => {
  const { one, two } = JSON.parse(JSON.stringify(record)) as PlainHolder;
  return { one, two };
};

/** Whatever is done to embedded objects, rows and records are as plain objects would be. */
export function randomEmbedded(suite: Suite): void {
  tables(suite, Holder);

  test("records are as plain objects, in memory and in the database", async () => {
    const rounds = fc.array(fc.array(step, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
    const start = fc.record({ one: outer, two: fc.option(outer) });
    await fc.assert(
      fc.asyncProperty(start, rounds, async (first, all) => {
        const oracle = structuredClone(first) as PlainHolder;
        const record = await Holder.create(first);
        for (const steps of all) {
          const before = structuredClone(oracle);
          for (const each of steps) {
            each(oracle);
            each(record as unknown as PlainHolder);
          }
          expect(plain(record)).toEqual(oracle);
          expect(record.$isDirty).toBe(JSON.stringify(before) !== JSON.stringify(oracle));
          await record.save();
          expect(plain(await Holder.find(record.id))).toEqual(oracle);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("conditions find what plain objects answer to", async () => {
    await empty(Holder);
    const rows = fc.sample(fc.record({ one: outer, two: fc.option(outer) }), { numRuns: 60, seed: 7 });
    await Holder.insertMany(rows);
    const all = await Holder.orderBy("id");
    const cases: readonly [object, (holder: PlainHolder) => boolean][] = [
      [{ one: { x: gt(0) } }, ({ one }) => one.x > 0],
      [{ two: null }, ({ two }) => two === null],
      [{ two: { inner: null } }, ({ two }) => (two?.inner ?? null) === null],
      [{ two: { inner: { b: "p" } } }, ({ two }) => two?.inner?.b === "p"],
      [{ one: { inner: { a: gt(0), b: null } } }, ({ one }) => (one.inner?.a ?? 0) > 0 && one.inner?.b === null],
    ];
    for (const [condition, holds] of cases) {
      const found = await Holder.where(condition as never)
        .orderBy("id")
        .pluck("id");
      expect(found).toEqual(all.filter((record) => holds(plain(record))).map(({ id }) => id));
      const others = await Holder.whereNot(condition as never).count();
      expect(others).toBe(all.length - found.length);
    }
    for (const record of all.slice(0, 10)) {
      const same = await Holder.where({ one: record.one, two: record.two }).pluck("id");
      const text = JSON.stringify(plain(record));
      expect(same.sort()).toEqual(
        all
          .filter((each) => JSON.stringify(plain(each)) === text)
          .map(({ id }) => id)
          .sort(),
      );
    }
  });
}
