import { and, type Condition, contains, gt, isNull, not, or } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Animal, withAnimals } from "./kit/animals.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Conditions joined by or, and, not. */
export function combinedConditions(suite: Suite): void {
  withAnimals(suite);
  const idsOf = (condition: Condition<Animal>) => Animal.where(condition).orderBy("id").pluck("id");

  test("or, and, not, and all of them in each other", async () => {
    expect(await idsOf(or({ legs: 2 }, { legs: 0 }))).toEqual([2, 3]);
    expect(await idsOf(and({ legs: 4 }, { name: "Ada" }))).toEqual([1]);
    expect(await idsOf(not({ legs: 4 }))).toEqual([2, 3, 5]);
    expect(await idsOf(or(and({ legs: 4 }, not({ name: "Ada" })), { legs: isNull }))).toEqual([4, 5]);
    expect(await idsOf(not(or({ legs: 4 }, not({ kind: "bird" }))))).toEqual([2]);
    expect(await idsOf(not(not(not({ legs: 4 }))))).toEqual([2, 3, 5]);
    expect(await idsOf(and(or({ id: 1 }, { id: 2 }), or({ id: 2 }, { id: 3 })))).toEqual([2]);
  });

  test("of none, or holds for no row and and for each", async () => {
    expect(await idsOf(or())).toEqual([]);
    expect(await idsOf(and())).toEqual([1, 2, 3, 4, 5]);
    expect(await idsOf(not({}))).toEqual([]);
    expect(await idsOf(or({}, { id: 1 }))).toEqual([1, 2, 3, 4, 5]);
    expect(await idsOf(and({ id: 1 }, or()))).toEqual([]);
    expect(await idsOf(not(or()))).toEqual([1, 2, 3, 4, 5]);
  });

  test("where after where narrows, and whereNot takes away", async () => {
    expect(
      await Animal.where({ legs: 4 })
        .where({ id: gt(1) })
        .pluck("id"),
    ).toEqual([4]);
    expect(await Animal.where({ legs: 4 }).whereNot({ id: 1 }).pluck("id")).toEqual([4]);
    expect(await Animal.whereNot({ legs: 4 }).whereNot({ legs: isNull }).orderBy("id").pluck("id")).toEqual([2, 3]);
    expect(
      await Animal.where(or({ legs: 4 }, { id: 5 }))
        .where({ name: contains("b") })
        .pluck("id"),
    ).toEqual([5]);
  });

  test("what can match no row is not asked", async () => {
    const { count } = await countQueries(suite.db, async () => {
      await Animal.where(or());
      await Animal.where(and({ id: 1 }, or())).count();
      await Animal.where({ legs: 2 ** 40 }).first();
    });
    expect(count).toBe(0);
  });

  test("five hundred conditions in one, side by side and inside each other", async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ id: i + 3 }));
    expect(await idsOf(or(...many))).toEqual([3, 4, 5]);
    let nested: Condition<Animal> = { id: 1 };
    for (let i = 0; i < 100; i++) nested = i % 2 === 0 ? or(nested, { id: 2 }) : and(nested, { id: gt(0) });
    expect(await idsOf(nested)).toEqual([1, 2]);
  });

  test("conditions without end are refused", async () => {
    let nested: Condition<Animal> = { id: 1 };
    for (let i = 0; i < 2000; i++) nested = not(nested);
    expect(await refusal(suite.db, () => Animal.where(nested))).toMatchObject({ code: "QUERY" });
  });

  test("what is no condition is refused inside or, and, not", async () => {
    const model = loose(Animal);
    for (const part of [
      undefined,
      null,
      1,
      "1 = 1",
      [],
      [{}],
      { nothing: 1 },
      { id: undefined },
      { id: {} },
      new Date(0),
      gt(1),
    ]) {
      for (const join of [or, and, not] as readonly ((part: never) => unknown)[]) {
        expect(await refusal(suite.db, () => model.where(join(part as never)))).toMatchObject({ code: "QUERY" });
      }
    }
  });
}
