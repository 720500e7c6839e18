import {
  contains,
  gt,
  hasKey,
  isNotNull,
  isNull,
  jsonContains,
  jsonPath,
  lte,
  ne,
  noneOf,
  ofLength,
  oneOf,
  startsWith,
} from "@chakra-orm/core";
import fc from "fast-check";

/** Any JSON, as JavaScript has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

type Leg = string | number;

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a path, as JavaScript goes there; null where nothing is. */
export function reached(value: Json, path: readonly Leg[]): Json {
  const [leg, ...rest] = path;
  if (leg === undefined) return value;
  if (typeof leg === "number") return Array.isArray(value) ? reached(value.at(leg) ?? null, rest) : null;
  const member = isObject(value) ? Object.getOwnPropertyDescriptor(value, leg)?.value : undefined;
  return member === undefined ? null : reached(member as Json, rest);
}

/** Whether one value is inside of another: an array at the top also holds its plain members. */
export function holdsPart(whole: Json, part: Json, isTop = true): boolean {
  if (Array.isArray(whole)) {
    if (Array.isArray(part)) return part.every((wanted) => whole.some((member) => holdsPart(member, wanted, false)));
    return isTop && !isObject(part) && whole.includes(part);
  }
  if (!isObject(whole)) return whole === part;
  if (!isObject(part)) return false;
  return Object.entries(part).every(
    ([key, wanted]) => Object.hasOwn(whole, key) && holdsPart(whole[key] as Json, wanted, false),
  );
}

const keys = [
  "a",
  "b",
  "",
  "0",
  "-1",
  "__proto__",
  "constructor",
  "a.b",
  'q"',
  "\\",
  "é🙂",
  "$",
  "[0]",
  "last",
  "?",
  "$1",
];
const leaves: readonly Json[] = [
  ...[0, 1, -1, 1.5, -0.25, 1e21, 1e-7, 2 ** 53, 2 ** 60, 5e-324, 1.7976931348623157e308],
  ...["", "a", "ab", "0", "1", "true", "null", "é🙂", 'q"', "{}", "%", "_"],
  ...[true, false, null],
];

const leaf = fc.constantFrom(...leaves);
const key = fc.constantFrom(...keys);

/** Random JSON, of few keys and values, so that much of it is alike. Keys such as `__proto__` are own ones. */
export const json: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie("any"), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie("any")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries) as Json),
  ),
})).any;

/** Every path in a value. */
function pathsIn(value: Json, depth = 4): Leg[][] {
  if (depth === 0 || typeof value !== "object" || value === null) return [[]];
  const legs: Leg[] = Array.isArray(value) ? value.flatMap((_, i) => [i, i - value.length]) : Object.keys(value);
  return [[], ...legs.flatMap((leg) => pathsIn(reached(value, [leg]), depth - 1).map((rest) => [leg, ...rest]))];
}

/** Every value in a value, itself included. */
export const valuesIn = (value: Json): Json[] => pathsIn(value).map((path) => reached(value, path));

/** Paths that lead somewhere in one of the values, and others. */
export function pathsOf(values: readonly Json[]): fc.Arbitrary<Leg[]> {
  const known = values.flatMap((value) => pathsIn(value));
  const leg = fc.oneof(key, fc.integer({ min: -3, max: 3 }));
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...known), leg).map(([path, more]) => [...path, more]) },
    { weight: 1, arbitrary: fc.array(leg, { maxLength: 4 }) },
  );
}

/** A condition on JSON, and what it means. */
export interface Question {
  readonly asked: unknown;
  readonly holds: (value: Json) => boolean;
}

const plain = leaf.filter((value) => value !== null) as fc.Arbitrary<string | number | boolean>;
const number = plain.filter((value) => typeof value === "number") as fc.Arbitrary<number>;
const text = plain.filter((value) => typeof value === "string") as fc.Arbitrary<string>;
const lists = fc.constantFrom("string", "number", "boolean").chain((type) =>
  fc.array(leaf.filter((value) => value === null || typeof value === type) as fc.Arbitrary<string | null>, {
    maxLength: 4,
  }),
);
const isIn = (list: readonly Json[], value: Json): boolean => list.includes(value);

/** What `jsonPath` compares with: values and operators. */
const operands: fc.Arbitrary<Question> = fc.oneof(
  plain.map((other) => ({ asked: other, holds: (value: Json) => value === other })),
  plain.map((other) => ({ asked: ne(other), holds: (value: Json) => value !== other })),
  number.map((other) => ({ asked: gt(other), holds: (value: Json) => typeof value === "number" && value > other })),
  number.map((other) => ({ asked: lte(other), holds: (value: Json) => typeof value === "number" && value <= other })),
  text.map((part) => ({
    asked: contains(part),
    holds: (value: Json) => typeof value === "string" && value.includes(part),
  })),
  text.map((part) => ({
    asked: startsWith(part),
    holds: (value: Json) => typeof value === "string" && value.startsWith(part),
  })),
  lists.map((list) => ({ asked: oneOf(list), holds: (value: Json) => isIn(list, value) })),
  lists.map((list) => ({ asked: noneOf(list), holds: (value: Json) => !isIn(list, value) })),
  fc.constantFrom<Question>(
    { asked: null, holds: (value: Json) => value === null },
    { asked: isNull, holds: (value: Json) => value === null },
    { asked: isNotNull, holds: (value: Json) => value !== null },
  ),
);

/** Questions about JSON among values like these. */
export function questionsOn(values: readonly Json[]): fc.Arbitrary<Question> {
  const parts = fc.constantFrom(...values.flatMap(valuesIn).filter((value) => value !== null));
  const path = pathsOf(values);
  return fc.letrec<{ any: Question }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      fc.array(key, { minLength: 1, maxLength: 2 }).map((wanted) => ({
        asked: hasKey(...wanted),
        holds: (value: Json) => isObject(value) && wanted.every((each) => Object.hasOwn(value, each)),
      })),
      fc
        .oneof(
          parts,
          json.filter((value) => value !== null),
        )
        .map((part) => ({
          asked: jsonContains<unknown>(part),
          holds: (value: Json) => value !== null && holdsPart(value, part),
        })),
      fc.integer({ min: 0, max: 3 }).map((length) => ({
        asked: ofLength(length),
        holds: (value: Json) => Array.isArray(value) && value.length === length,
      })),
      fc
        .tuple(path, fc.oneof({ weight: 3, arbitrary: operands }, { weight: 1, arbitrary: tie("any") }))
        .map(([legs, { asked, holds }]) => ({
          asked: jsonPath<unknown, readonly Leg[]>(legs, asked as never),
          holds: (value: Json) => holds(reached(value, legs)),
        })),
    ),
  })).any;
}
