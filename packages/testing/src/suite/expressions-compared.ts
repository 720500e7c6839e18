import { type Expression, when } from "@chakra-orm/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Measure, type Measured, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

type Make = (row: Measured) => Expression<boolean | null>;

const leaves: readonly Make[] = [
  (row) => row.whole.gt(row.small),
  (row) => row.whole.eq(row.minus.abs()),
  (row) => row.whole.ne(row.minus),
  (row) => row.small.lt(row.id),
  (row) => row.price.gte("1.00"),
  (row) => row.words.contains("im"),
  (row) => row.words.lower().oneOf(["none", null]),
  (row) => row.words.noneOf(["none"]),
  (row) => row.whole.noneOf([7, null]),
  (row) => row.whole.isNull(),
  (row) => row.at.startOf("month").between(new Date(0), row.at),
  (row) => row.yes,
  (row) => row.yes.eq(row.no.not()),
  (row) => row.whole.oneOf(Measure.where((inner) => inner.whole.isNotNull()).select("whole")),
  (row) => row.whole.noneOf(Measure.all().select("whole")),
  (row) => when(row.whole.gt(1), row.no, row.yes),
  (row) => row.whole.coalesce(0).gt(row.ratio),
];

const trees = fc.letrec<{ tree: Make }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...leaves),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Make =>
        (row) =>
          a(row).and(b(row)),
    ),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Make =>
        (row) =>
          a(row).or(b(row)),
    ),
    tie("tree").map(
      (part): Make =>
        (row) =>
          part(row).not(),
    ),
  ),
})).tree;

/** Expressions compared with each other, with NULLs on either side. */
export function comparedExpressions(suite: Suite): void {
  withMeasures(suite);
  const ids = (make: Make, negated = false) => {
    const query = negated ? Measure.whereNot(make) : Measure.where(make);
    return query.orderBy("id").pluck("id");
  };

  test("a condition and its opposite part the rows, NULLs or not", async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const yes = await ids(tree);
        const no = [1, 2].filter((id) => !yes.includes(id));
        expect(await ids(tree, true)).toEqual(no);
        expect(await ids((row) => tree(row).not())).toEqual(no);
        expect(await ids((row) => tree(row).not().not())).toEqual(yes);
        expect(await ids((row) => tree(row).not(), true)).toEqual(yes);
      }),
      { numRuns: 80 },
    );
  });

  test("and intersects, or joins", async () => {
    await fc.assert(
      fc.asyncProperty(trees, trees, async (one, other) => {
        const [a, b] = [await ids(one), await ids(other)];
        expect(await ids((row) => one(row).and(other(row)))).toEqual(a.filter((id) => b.includes(id)));
        expect(await ids((row) => one(row).or(other(row)))).toEqual([1, 2].filter((id) => [...a, ...b].includes(id)));
      }),
      { numRuns: 50 },
    );
  });

  test("equal to null is to have no value", async () => {
    expect(await ids((row) => row.whole.eq(null))).toEqual([2]);
    expect(await ids((row) => row.whole.ne(null))).toEqual([1]);
    expect(await ids((row) => row.whole.plus(1).eq(null))).toEqual([2]);
  });

  test("what has no value is different from every value, and equal to nothing", async () => {
    expect(await ids((row) => row.whole.ne(7))).toEqual([2]);
    expect(await ids((row) => row.whole.eq(row.whole))).toEqual([1]);
    expect(await ids((row) => row.whole.ne(row.minus))).toEqual([1]);
  });

  test("values that a column cannot have are equal to nothing", async () => {
    expect(await ids((row) => row.words.eq("a\0b"))).toEqual([]);
    expect(await ids((row) => row.words.ne("a\0b"))).toEqual([1, 2]);
    expect(await ids((row) => row.small.oneOf([1_000_000]))).toEqual([]);
  });
}
