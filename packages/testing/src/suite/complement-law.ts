import {
  and,
  between,
  type Condition,
  contains,
  endsWith,
  gt,
  gte,
  icontains,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  month,
  ne,
  noneOf,
  not,
  oneOf,
  or,
  type Query,
  startsWith,
  year,
} from "@chakra-orm/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Animal, withAnimals } from "./kit/animals.js";
import type { Suite } from "./kit/suite.js";

const numbers = fc.constantFrom(-1, 0, 1, 2, 3, 4, 2 ** 31);
const words = fc.constantFrom("", "a", "A", "da", "Ada", "ä", "%", "_", "!", "🐈", "it's", "*", "[x]");
const orNull = <T>(values: fc.Arbitrary<T>) => fc.oneof(values, fc.constant(null));
const ordered = (values: fc.Arbitrary<number>) =>
  fc.oneof(
    ...[gt, gte, lt, lte].map((operator) => values.filter((value) => value < 2 ** 31).map((value) => operator(value))),
    fc.tuple(fc.integer({ min: -1, max: 5 }), fc.integer({ min: -1, max: 5 })).map(([a, b]) => between(a, b)),
  );
const equality = <T extends string | number | boolean>(values: fc.Arbitrary<T>) =>
  fc.oneof(
    values,
    fc.constant(isNull),
    fc.constant(isNotNull),
    values.map((value) => ne(value)),
    fc.array(orNull(values), { maxLength: 4 }).map((list) => oneOf(list)),
    fc.array(orNull(values), { maxLength: 4 }).map((list) => noneOf(list)),
  );
const searched = fc.oneof(
  ...[contains, icontains, startsWith, endsWith, like].map((operator) => words.map((word) => operator(word))),
);

const leaf = fc.oneof(
  fc.record({ legs: fc.oneof(equality(numbers), ordered(numbers)) }),
  fc.record({ note: fc.oneof(equality(words), searched) }),
  fc.record({ name: fc.oneof(equality(words), searched), kind: equality(fc.constantFrom("cat", "bird")) }),
  fc.record({ tame: equality(fc.boolean()) }),
  fc.record({ seenAt: fc.oneof(fc.constantFrom(2019, 2020).map(year), fc.constantFrom(2, 12).map(month)) }),
  fc.constant({}),
);

/** Conditions of all sorts, in trees. */
const conditions = fc.letrec<{ tree: Condition<Animal> }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf as unknown as fc.Arbitrary<Condition<Animal>>,
    fc.array(tie("tree"), { maxLength: 3 }).map((parts) => or(...(parts as never[]))),
    fc.array(tie("tree"), { maxLength: 3 }).map((parts) => and(...(parts as never[]))),
    tie("tree").map((part) => not(part as never)),
  ),
})).tree;

/** A condition and its opposite split the rows in two, NULLs or not: nothing is in neither, nothing in both. */
export function complementLaw(suite: Suite): void {
  withAnimals(suite);
  const idsOf = (query: Query<Animal>): Promise<number[]> => query.orderBy("id").pluck("id");

  test("where and whereNot part all rows", async () => {
    await fc.assert(
      fc.asyncProperty(conditions, async (condition) => {
        const yes = await idsOf(Animal.where(condition));
        const no = await idsOf(Animal.whereNot(condition));
        expect([...yes, ...no].sort()).toEqual([1, 2, 3, 4, 5]);
        expect(await idsOf(Animal.where(not(condition as never)))).toEqual(no);
        expect(await idsOf(Animal.whereNot(not(condition as never)))).toEqual(yes);
      }),
      { numRuns: 150 },
    );
  });

  test("or joins and and intersects what its parts find", async () => {
    await fc.assert(
      fc.asyncProperty(conditions, conditions, async (one, other) => {
        const [a, b] = [await idsOf(Animal.where(one)), await idsOf(Animal.where(other))];
        const all = [1, 2, 3, 4, 5];
        expect(await idsOf(Animal.where(or(one, other) as never))).toEqual(
          all.filter((id) => a.includes(id) || b.includes(id)),
        );
        expect(await idsOf(Animal.where(and(one, other) as never))).toEqual(
          all.filter((id) => a.includes(id) && b.includes(id)),
        );
        expect(await idsOf(Animal.where(one).where(other))).toEqual(
          all.filter((id) => a.includes(id) && b.includes(id)),
        );
      }),
      { numRuns: 100 },
    );
  });
}
