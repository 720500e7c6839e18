import {
  between,
  contains,
  day,
  endsWith,
  eq,
  gt,
  gte,
  hasKey,
  icontains,
  iendsWith,
  ilike,
  imatches,
  includesAll,
  includesAny,
  isNotNull,
  isNull,
  istartsWith,
  jsonContains,
  jsonPath,
  like,
  lt,
  lte,
  matches,
  month,
  ne,
  noneOf,
  ofLength,
  onDate,
  oneOf,
  startsWith,
  year,
} from "@chakra-orm/core";
import { operators } from "@chakra-orm/core/internal";
import { describe, expect, test } from "vitest";
import { Animal, withAnimals } from "./kit/animals.js";
import { loose } from "./kit/loose.js";
import type { Suite } from "./kit/suite.js";

type Case = readonly [condition: unknown, ids: readonly number[]];
const at = (text: string): Date => new Date(`${text}Z`);

/** Conditions on the animals with the ids of the rows they find, by operator. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  eq: [
    [{ name: "ada" }, [2]],
    [{ name: eq("Ada") }, [1]],
    [{ note: "" }, [2]],
    [{ legs: 4 }, [1, 4]],
    [{ weight: "4.5" }, [1]],
    [{ speed: 0.5 }, [2]],
    [{ tame: false }, [2]],
    [{ kind: "cat" }, [1, 4]],
    [{ born: "2020-02-29" }, [1]],
    [{ seenAt: at("2019-12-31T23:59:59.999") }, [2]],
    [{ chip: 9007199254740993n }, [2]],
    [{ name: "🐈 cat" }, [4]],
    [{ legs: null }, [5]],
    [{ note: eq(null) }, [5]],
    [{ legs: 4, kind: "cat", id: 1 }, [1]],
    [{}, [1, 2, 3, 4, 5]],
  ],
  ne: [
    [{ name: ne("Ada") }, [2, 3, 4, 5]],
    [{ note: ne("") }, [1, 3, 4, 5]],
    [{ legs: ne(4) }, [2, 3, 5]],
    [{ kind: ne("cat") }, [2, 3, 5]],
    [{ tame: ne(true) }, [2, 3, 5]],
    [{ weight: ne("10") }, [1, 2, 4, 5]],
    [{ legs: ne(null) }, [1, 2, 3, 4]],
  ],
  neNullable: [[{ speed: ne(48) }, [2, 3, 4, 5]]],
  gt: [
    [{ legs: gt(2) }, [1, 4]],
    [{ weight: gt("9") }, [3]],
    [{ born: gt("2020-01-01") }, [1]],
    [{ seenAt: gt(at("2020-03-01T12:00:00")) }, [4]],
    [{ chip: gt(9007199254740992n) }, [2, 3, 4]],
    [{ id: gt(4) }, [5]],
  ],
  gte: [
    [{ legs: gte(2) }, [1, 2, 4]],
    [{ speed: gte(0.5) }, [1, 2]],
    [{ weight: gte("9.00") }, [3, 4]],
  ],
  lt: [
    [{ legs: lt(2) }, [3]],
    [{ speed: lt(0) }, [3]],
    [{ weight: lt("4.50") }, [2]],
  ],
  lte: [
    [{ legs: lte(2) }, [2, 3]],
    [{ born: lte("2020-01-01") }, [2, 3]],
  ],
  between: [
    [{ legs: between(2, 4) }, [1, 2, 4]],
    [{ legs: between(4, 2) }, []],
    [{ weight: between("4.5", "9") }, [1, 4]],
    [{ seenAt: between(at("2020-02-29T00:00:00"), at("2020-03-01T12:00:00")) }, [1, 3]],
  ],
  oneOf: [
    [{ legs: oneOf([0, 2]) }, [2, 3]],
    [{ legs: oneOf([]) }, []],
    [{ legs: oneOf([null]) }, [5]],
    [{ legs: oneOf([0, null]) }, [3, 5]],
    [{ id: oneOf([null]) }, []],
    [{ name: oneOf(["Ada", "🐈 cat", "it's", "Ada"]) }, [1, 4]],
    [{ weight: oneOf(["10", "0.05"]) }, [2, 3]],
    [{ kind: oneOf(["bird", "fish"]) }, [2, 3]],
    [{ tame: oneOf([true]) }, [1, 4]],
    [{ born: oneOf(["2020-02-29", "2020-01-01"]) }, [1, 3]],
    [{ seenAt: oneOf([at("2020-02-29T00:00:00")]) }, [1]],
    [{ chip: oneOf([9007199254740993n, 9007199254740994n]) }, [2, 3]],
    [{ speed: oneOf([48, -1.5]) }, [1, 3]],
  ],
  noneOf: [
    [{ legs: noneOf([0, 2]) }, [1, 4, 5]],
    [{ legs: noneOf([]) }, [1, 2, 3, 4, 5]],
    [{ legs: noneOf([null]) }, [1, 2, 3, 4]],
    [{ legs: noneOf([4, null]) }, [2, 3]],
    [{ name: noneOf(["Ada"]) }, [2, 3, 4, 5]],
    [{ kind: noneOf(["cat"]) }, [2, 3, 5]],
  ],
  isNull: [
    [{ legs: isNull }, [5]],
    [{ facts: isNull }, [5]],
    [{ tags: isNull }, [5]],
    [{ name: isNull }, []],
  ],
  isNotNull: [
    [{ tame: isNotNull }, [1, 2, 4]],
    [{ tags: isNotNull }, [1, 2, 3, 4]],
    [{ name: isNotNull }, [1, 2, 3, 4, 5]],
  ],
  like: [
    [{ name: like("a%") }, [2]],
    [{ name: like("%da") }, [1, 2, 3]],
    [{ name: like("_da") }, [1, 2, 3]],
    [{ name: like("_ cat") }, [4]],
    [{ note: like("%") }, [1, 2, 3, 4]],
    [{ note: like("") }, [2]],
    [{ note: like("%[x]%") }, [4]],
    [{ kind: like("c_t") }, [1, 4]],
  ],
  ilike: [
    [{ name: ilike("ADA") }, [1, 2]],
    [{ name: ilike("ÄD_") }, [3]],
    [{ kind: ilike("B%") }, [2]],
  ],
  contains: [
    [{ name: contains("da") }, [1, 2, 3]],
    [{ name: contains("DA") }, []],
    [{ note: contains("%") }, [1]],
    [{ note: contains("_") }, [3]],
    [{ note: contains("!*[") }, [4]],
    [{ note: contains("'") }, [4]],
    [{ note: contains("") }, [1, 2, 3, 4]],
    [{ name: contains("🐈") }, [4]],
    [{ kind: contains("ir") }, [2]],
  ],
  icontains: [
    [{ name: icontains("DA") }, [1, 2, 3]],
    [{ name: icontains("äD") }, [3]],
    [{ note: icontains("100% M") }, [1]],
    [{ note: icontains("A_") }, [3]],
  ],
  startsWith: [
    [{ name: startsWith("A") }, [1]],
    [{ note: startsWith("a_") }, [3]],
    [{ note: startsWith("%") }, []],
    [{ note: startsWith("") }, [1, 2, 3, 4]],
    [{ name: startsWith("🐈") }, [4]],
    [{ kind: startsWith("fi") }, [3]],
  ],
  istartsWith: [
    [{ name: istartsWith("A") }, [1, 2]],
    [{ name: istartsWith("ä") }, [3]],
  ],
  endsWith: [
    [{ name: endsWith("a") }, [1, 2, 3]],
    [{ note: endsWith("_b") }, [3]],
    [{ note: endsWith("?") }, [4]],
    [{ note: endsWith("%") }, []],
  ],
  iendsWith: [
    [{ name: iendsWith("DA") }, [1, 2, 3]],
    [{ name: iendsWith("CAT") }, [4]],
  ],
  matches: [
    [{ name: matches("^.da$") }, [1, 2, 3]],
    [{ name: matches("^[A-Z]") }, [1]],
    [{ note: matches("^$") }, [2]],
    [{ name: matches("(cat|body)") }, [4, 5]],
  ],
  imatches: [[{ name: imatches("^ADA$") }, [1, 2]]],
  year: [
    [{ seenAt: year(2020) }, [1, 3]],
    [{ born: year(2020) }, [1, 3]],
    [{ born: year(1999) }, [2]],
    [{ born: year(99) }, []],
  ],
  month: [
    [{ seenAt: month(2) }, [1, 4]],
    [{ born: month(12) }, [2]],
  ],
  day: [
    [{ seenAt: day(31) }, [2]],
    [{ born: day(29) }, [1]],
  ],
  onDate: [
    [{ seenAt: onDate("2019-12-31") }, [2]],
    [{ seenAt: onDate("2020-02-29") }, [1]],
    [{ born: onDate("2020-02-29") }, [1]],
  ],
  jsonPath: [
    [{ facts: jsonPath(["i"], 2) }, [3]],
    [{ facts: jsonPath(["i"], "2") }, []],
    [{ facts: jsonPath(["i"], ne(2)) }, [1, 2, 4, 5]],
    [{ facts: jsonPath(["i"], gt(1)) }, [3, 4]],
    [{ facts: jsonPath(["i"], between(1, 2)) }, [2, 3]],
    [{ facts: jsonPath(["i"], oneOf([0, 3, 9])) }, [1, 4]],
    [{ facts: jsonPath(["i"], oneOf([0, null])) }, [1, 5]],
    [{ facts: jsonPath(["i"], noneOf([0, 3])) }, [2, 3, 5]],
    [{ facts: jsonPath(["i"], noneOf([0, 3, null])) }, [2, 3]],
    [{ facts: jsonPath(["i"], contains("2")) }, []],
    [{ facts: jsonPath(["i"], isNull) }, [5]],
    [{ facts: jsonPath(["i"], isNotNull) }, [1, 2, 3, 4]],
    [{ facts: jsonPath(["i", 0], isNotNull) }, []],
    [{ facts: jsonPath(["nothing"], null) }, [1, 2, 3, 4, 5]],
    [{ facts: jsonPath([], isNull) }, [5]],
    [{ facts: jsonPath([], hasKey("i")) }, [1, 2, 3, 4]],
  ],
  hasKey: [
    [{ facts: hasKey("i") }, [1, 2, 3, 4]],
    [{ facts: hasKey("I") }, []],
    [{ facts: hasKey("i", "j") }, []],
    [{ facts: hasKey("i\0") }, []],
  ],
  jsonContains: [
    [{ facts: jsonContains({ i: 3 }) }, [4]],
    [{ facts: jsonContains({}) }, [1, 2, 3, 4]],
    [{ facts: jsonContains({ i: "3" }) }, []],
    [{ facts: jsonContains({ i: "\0" }) }, []],
  ],
  includesAll: [
    [{ tags: includesAll(["b", "a"]) }, [3, 4]],
    [{ tags: includesAll([]) }, [1, 2, 3, 4]],
    [{ tags: includesAll(["a", "c"]) }, []],
    [{ tags: includesAll(["a", "\0"]) }, []],
  ],
  includesAny: [
    [{ tags: includesAny(["b", "c"]) }, [3, 4]],
    [{ tags: includesAny(["a", "\0"]) }, [2, 3, 4]],
    [{ tags: includesAny(["\0"]) }, []],
    [{ tags: includesAny([]) }, []],
  ],
  ofLength: [
    [{ tags: ofLength(0) }, [1]],
    [{ tags: ofLength(gte(1)) }, [2, 3, 4]],
    [{ tags: ofLength(ne(2)) }, [1, 2, 5]],
    [{ tags: ofLength(2 ** 40) }, []],
    [{ tags: ofLength(oneOf([1, 2])) }, [2, 3, 4]],
    [{ facts: ofLength(0) }, []],
  ],
};

/** Every operator of the registry, on every kind of column it fits, with NULLs among the rows. */
export function everyOperator(suite: Suite): void {
  withAnimals(suite);
  const model = loose(Animal);

  test("every operator of the registry is tried", () => {
    expect(Object.keys(cases).sort()).toEqual(operators.map(({ name }) => name).sort());
  });

  describe.each(Object.keys(cases))("%s", (name) => {
    test.each((cases[name] ?? []).map((one, i) => [i, ...one] as const))(
      "case %i finds its rows",
      async (_, condition, ids) => {
        expect(await model.where(condition).orderBy("id").pluck("id")).toEqual(ids);
        expect(await model.where(condition).count()).toBe(ids.length);
        expect(await model.exists(condition)).toBe(ids.length > 0);
        expect((await model.findBy(condition)) === null).toBe(ids.length === 0);
      },
    );

    test.each((cases[name] ?? []).map((one, i) => [i, ...one] as const))(
      "case %i, turned around, finds all others",
      async (_, condition, ids) => {
        const others = [1, 2, 3, 4, 5].filter((id) => !ids.includes(id));
        expect(await model.whereNot(condition).orderBy("id").pluck("id")).toEqual(others);
      },
    );
  });
}
