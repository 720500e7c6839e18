import fc from "fast-check";
import { between } from "../../src/operators/between.js";
import { contains, icontains } from "../../src/operators/contains.js";
import { day, month, onDate, year } from "../../src/operators/date-parts.js";
import { endsWith } from "../../src/operators/ends-with.js";
import { eq } from "../../src/operators/eq.js";
import { gt } from "../../src/operators/gt.js";
import { gte } from "../../src/operators/gte.js";
import { isNotNull, isNull } from "../../src/operators/is-null.js";
import { ilike, like } from "../../src/operators/like.js";
import { lt } from "../../src/operators/lt.js";
import { lte } from "../../src/operators/lte.js";
import { imatches, matches } from "../../src/operators/matches.js";
import { ne } from "../../src/operators/ne.js";
import { noneOf, oneOf } from "../../src/operators/one-of.js";
import { istartsWith, startsWith } from "../../src/operators/starts-with.js";
import { and, not, or } from "../../src/statement/combined.js";
import { marker } from "./columns.js";
import type { Chosen } from "./random-model.js";

/** A condition of one structure with two sets of values: `at(0)` and `at(1)` differ in nothing else. */
export interface TwoConditions {
  readonly at: (set: 0 | 1) => unknown;
}

type Apply = (value: never, other: never) => unknown;

const families: Readonly<Record<Chosen["sort"]["operators"][number], readonly Apply[]>> = {
  equality: [(v) => v, eq, ne, (v, w) => oneOf([v, w]), (v, w) => noneOf([v, w]), (v) => oneOf([v, null] as never)],
  order: [gt, gte, lt, lte, between],
  text: [like, ilike, contains, icontains, startsWith, istartsWith, endsWith, matches, imatches],
  instant: [],
};

const always: readonly Apply[] = [() => isNull, () => isNotNull, () => null];
const lists: readonly Apply[] = [() => oneOf([]), () => noneOf([]), () => noneOf([null] as never)];
const text = fc.string({ maxLength: 8 }).map((rest) => `${marker}${rest.replaceAll("\0", "")}`);

const instants: fc.Arbitrary<TwoConditions> = fc.oneof(
  pair(fc.integer({ min: 1900, max: 2300 }), year),
  pair(fc.integer({ min: 1, max: 12 }), month),
  pair(fc.integer({ min: 1, max: 28 }), day),
  pair(fc.date({ min: new Date("1900-01-01"), max: new Date("2300-01-01"), noInvalidDate: true }), (date: Date) =>
    onDate(date.toISOString().slice(0, 10)),
  ),
);

function pair<V>(values: fc.Arbitrary<V>, apply: (value: V) => unknown): fc.Arbitrary<TwoConditions> {
  return fc.tuple(values, values).map((both) => ({ at: (set) => apply(both[set]) }));
}

function comparison({ sort, property }: Chosen): fc.Arbitrary<TwoConditions> {
  const fitting: fc.Arbitrary<TwoConditions>[] = [
    fc.constantFrom(...always).map((apply) => ({ at: () => call(apply) })),
  ];
  for (const name of sort.operators) {
    const values = name === "text" ? text : sort.value;
    if (name === "instant") fitting.push(instants);
    else {
      fitting.push(
        fc
          .tuple(fc.constantFrom(...families[name]), fc.tuple(values, values), fc.tuple(values, values))
          .map(([apply, ...sets]) => ({ at: (set) => call(apply, ...sets[set]) })),
      );
    }
    if (name === "equality") fitting.push(fc.constantFrom(...lists).map((apply) => ({ at: () => call(apply) })));
  }
  return fc.oneof(...fitting).map(({ at }) => ({ at: (set) => ({ [property]: at(set) }) }));
}

const call = (apply: Apply, value?: unknown, other?: unknown): unknown => apply(value as never, other as never);

/** Conditions on these columns: comparisons, objects of several, and `or`, `and`, `not` of those. */
export function randomCondition(columns: readonly Chosen[]): fc.Arbitrary<TwoConditions> {
  const leaf = fc.oneof(...columns.map(comparison));
  const merged = fc
    .array(leaf, { maxLength: 3 })
    .map(
      (parts): TwoConditions => ({ at: (set) => Object.assign({}, ...parts.map((part) => part.at(set) as object)) }),
    );
  const { tree } = fc.letrec<{ tree: TwoConditions }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      merged,
      fc
        .array(tie("tree"), { maxLength: 3 })
        .map((parts) => ({ at: (set: 0 | 1) => or(...parts.map(({ at }) => at(set) as object)) })),
      fc
        .array(tie("tree"), { maxLength: 3 })
        .map((parts) => ({ at: (set: 0 | 1) => and(...parts.map(({ at }) => at(set) as object)) })),
      tie("tree").map((part) => ({ at: (set: 0 | 1) => not(part.at(set) as object) })),
    ),
  }));
  return tree;
}
