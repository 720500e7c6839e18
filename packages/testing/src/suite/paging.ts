import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Animal, withAnimals } from "./kit/animals.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Order, limit and offset. */
export function paging(suite: Suite): void {
  withAnimals(suite);
  const ids = Animal.orderBy("id");

  test("limit and offset cut pieces out of the order", async () => {
    expect(await ids.limit(2).pluck("id")).toEqual([1, 2]);
    expect(await ids.limit(2).offset(2).pluck("id")).toEqual([3, 4]);
    expect(await ids.offset(3).pluck("id")).toEqual([4, 5]);
    expect(await ids.offset(0).limit(100).pluck("id")).toEqual([1, 2, 3, 4, 5]);
    expect((await ids.limit(1).offset(4)).map((animal) => animal.name)).toEqual(["no body"]);
    expect(await ids.limit(4).limit(1).pluck("id")).toEqual([1]);
  });

  test("a limit of 0 is nothing, without asking", async () => {
    const { result, count } = await countQueries(suite.db, async () => [
      await Animal.limit(0),
      await Animal.limit(0).first(),
      await Animal.limit(0).exists(),
      await Animal.limit(0).pluck("id"),
    ]);
    expect(result).toEqual([[], null, false, []]);
    expect(count).toBe(0);
    expect(await Animal.limit(0).count()).toBe(0);
  });

  test("limits and offsets as large as numbers go", async () => {
    for (const big of [
      2 ** 31,
      2 ** 40,
      Number.MAX_SAFE_INTEGER - 200_000,
      Number.MAX_SAFE_INTEGER - 1,
      Number.MAX_SAFE_INTEGER,
    ]) {
      expect(await ids.limit(big).pluck("id"), String(big)).toEqual([1, 2, 3, 4, 5]);
      expect(await ids.offset(big).pluck("id"), String(big)).toEqual([]);
      expect(await ids.limit(big).offset(4).pluck("id")).toEqual([5]);
      expect(await ids.limit(2).offset(big).count()).toBe(0);
    }
  });

  test("what is no whole number from 0 on is refused before any SQL", async () => {
    const model = loose(Animal);
    for (const count of [
      -1,
      1.5,
      NaN,
      Infinity,
      "1",
      "1; drop table x",
      1n,
      null,
      undefined,
      {},
      [1],
      Object(1),
      true,
    ]) {
      expect(await refusal(suite.db, () => model.limit(count)), String(count)).toMatchObject({ code: "QUERY" });
      expect(await refusal(suite.db, () => model.offset(count)), String(count)).toMatchObject({ code: "QUERY" });
    }
  });

  test("count and exists keep to limit and offset", async () => {
    expect(await Animal.limit(2).count()).toBe(2);
    expect(await Animal.offset(3).count()).toBe(2);
    expect(await Animal.where({ legs: 4 }).limit(1).count()).toBe(1);
    expect(await Animal.limit(2).offset(4).count()).toBe(1);
    expect(await Animal.offset(5).exists()).toBe(false);
    expect(await Animal.offset(4).exists()).toBe(true);
    expect(await Animal.orderBy("-id").limit(2).count()).toBe(2);
  });

  test("NULL comes after every value going up, before it going down, whatever the type", async () => {
    for (const property of ["legs", "weight", "speed", "tame", "kind", "born", "seenAt", "chip", "note"] as const) {
      const up = await Animal.orderBy(property, "id").pluck(property);
      const down = await Animal.orderBy(`-${property}`, "-id").pluck(property);
      expect([...down].reverse(), property).toEqual(up);
      const values = up.filter((value) => value !== null);
      expect(up.slice(0, values.length), property).toEqual(values);
      expect(up.at(-1), property).toBeNull();
    }
  });

  test("orders stack up", async () => {
    expect(await Animal.orderBy("-legs").orderBy("-id").pluck("id")).toEqual([5, 4, 1, 2, 3]);
    expect(await Animal.orderBy("-legs", "id").pluck("id")).toEqual([5, 1, 4, 2, 3]);
    expect(await Animal.orderBy("weight").pluck("weight")).toEqual(["0.05", "4.50", "9.00", "10.00", null]);
  });

  test("nothing but a property can be ordered by or plucked", async () => {
    const model = loose(Animal);
    const wrong = [
      "nothing",
      "-nothing",
      "--id",
      "id; drop table x",
      "id desc",
      "",
      "-",
      "ID",
      "seen_at",
      "constructor",
      "__proto__",
    ];
    for (const key of [...wrong, null, undefined, 1, {}, ["id"], { id: -1 }, Symbol("id"), () => "id", Object("id")]) {
      expect(await refusal(suite.db, () => model.orderBy(key))).toMatchObject({ code: "QUERY", model: "Animal" });
      if (key === "-id") continue;
      expect(await refusal(suite.db, () => model.pluck(key))).toMatchObject({ code: "QUERY", model: "Animal" });
    }
    for (const key of ["tags", "facts"]) {
      expect(await refusal(suite.db, () => model.orderBy(key))).toMatchObject({ code: "QUERY" });
    }
  });
}
