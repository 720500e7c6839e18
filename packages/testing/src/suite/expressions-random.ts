import { addTime, cast, type Expression, greatest, least, timeBetween, when } from "@chakra-orm/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Measure, type Measured, measured, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

type Whole = number | null;

/** An expression, and what JavaScript makes of the same. */
interface Sum {
  readonly make: (row: Measured) => Expression<Whole>;
  readonly reckon: (row: Partial<typeof measured>) => Whole;
}

const column = (name: "small" | "whole" | "minus"): Sum => ({
  make: (row) => row[name],
  reckon: (row) => row[name] ?? null,
});

/** NULL where one of them is; never a negative zero, which no database tells from zero. */
const both =
  (a: Sum, b: Sum, of: (x: number, y: number) => Whole): Sum["reckon"] =>
  (row) => {
    const [x, y] = [a.reckon(row), b.reckon(row)];
    const made = x === null || y === null ? null : of(x, y);
    return made === null ? null : made + 0;
  };

const binary: readonly ((a: Sum, b: Sum) => Sum)[] = [
  (a, b) => ({ make: (row) => a.make(row).plus(b.make(row)), reckon: both(a, b, (x, y) => x + y) }),
  (a, b) => ({ make: (row) => a.make(row).minus(b.make(row)), reckon: both(a, b, (x, y) => x - y) }),
  (a, b) => ({ make: (row) => a.make(row).times(b.make(row)), reckon: both(a, b, (x, y) => x * y) }),
  (a, b) => ({
    make: (row) => a.make(row).dividedBy(b.make(row)),
    reckon: both(a, b, (x, y) => (y === 0 ? null : Math.trunc(x / y))),
  }),
  (a, b) => ({
    make: (row) => a.make(row).modulo(b.make(row)),
    reckon: both(a, b, (x, y) => (y === 0 ? null : x % y)),
  }),
  (a, b) => ({
    make: (row) => greatest(a.make(row), b.make(row)),
    reckon: (row) => extreme(Math.max, [a.reckon(row), b.reckon(row)]),
  }),
  (a, b) => ({
    make: (row) => least(a.make(row), b.make(row)),
    reckon: (row) => extreme(Math.min, [a.reckon(row), b.reckon(row)]),
  }),
  (a, b) => ({ make: (row) => a.make(row).coalesce(b.make(row)), reckon: (row) => a.reckon(row) ?? b.reckon(row) }),
  (a, b) => ({
    make: (row) => a.make(row).nullIf(b.make(row) as Expression<number>),
    reckon: (row) => (a.reckon(row) === b.reckon(row) ? null : a.reckon(row)),
  }),
  (a, b) => ({
    make: (row) => when(a.make(row).gt(b.make(row) as Expression<number>), a.make(row)).when(b.make(row).isNull(), 5),
    reckon: (row) => {
      const [x, y] = [a.reckon(row), b.reckon(row)];
      if (x !== null && y !== null && x > y) return x;
      return y === null ? 5 : null;
    },
  }),
  (a, b) => ({
    make: (row) => cast(cast(a.make(row), "decimal").times("1.9"), "integer").plus(b.make(row)),
    reckon: both(a, b, (x, y) => Math.trunc((x * 19) / 10) + y),
  }),
];

const unary: readonly ((a: Sum) => Sum)[] = [
  (a) => ({ make: (row) => a.make(row).abs(), reckon: both(a, a, (x) => Math.abs(x)) }),
  (a) => ({
    make: (row) => a.make(row).round(-1),
    reckon: both(a, a, (x) => Math.sign(x) * Math.round(Math.abs(x) / 10) * 10),
  }),
  (a) => ({ make: (row) => cast(a.make(row), "text").length(), reckon: both(a, a, (x) => String(x).length) }),
  (a) => ({
    make: (row) => timeBetween(row.at, addTime(row.at, { hours: a.make(row) as Expression<number> }), "days"),
    reckon: (row) => (row.at === undefined ? null : both(a, a, (x) => Math.trunc(x / 24))(row)),
  }),
];

const { sum } = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("small", "whole", "minus").map((name) => column(name as "small")),
    fc
      .tuple(tie("sum"), fc.integer({ min: -9, max: 9 }), fc.constantFrom(...binary))
      .map(([a, value, join]) => join(a, { make: (row) => row.id.times(0).plus(value), reckon: () => value })),
    fc.tuple(tie("sum"), tie("sum"), fc.constantFrom(...binary)).map(([a, b, join]) => join(a, b)),
    fc.tuple(tie("sum"), fc.constantFrom(...unary)).map(([a, change]) => change(a)),
  ),
}));

function extreme(pick: (...values: number[]) => number, values: readonly Whole[]): Whole {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : pick(...known);
}

/** Random expressions give what JavaScript makes of the same: on one database as on another. */
export function randomExpressions(suite: Suite): void {
  withMeasures(suite);

  test("give what JavaScript gives", async () => {
    const property = fc.asyncProperty(sum, async ({ make, reckon }) => {
      const rows = await Measure.values((row) => ({ id: row.id, made: make(row) })).orderBy("id");
      const expected = [reckon(measured), reckon({})];
      expect(rows.map(({ made }) => made)).toEqual(expected);
      const [first] = expected;
      if (typeof first !== "number") return;
      expect(await Measure.where((row) => make(row).eq(first)).pluck("id")).toContain(1);
      expect(await Measure.where((row) => make(row).oneOf([first])).pluck("id")).toContain(1);
    });
    await fc.assert(property, { numRuns: 150 });
  });
}
