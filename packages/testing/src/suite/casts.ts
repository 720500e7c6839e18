import { cast, type Expression } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { Animal, withAnimals } from "./kit/animals.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Values as another type: the same on every database, or refused. */
export function casts(suite: Suite): void {
  withAnimals(suite);
  const ordered = Animal.orderBy("id");

  test("numbers and days become text", async () => {
    const rows = await Animal.all()
      .values((animal) => ({
        id: animal.id,
        legs: cast(animal.legs, "text"),
        weight: cast(animal.weight, "text"),
        chip: cast(animal.chip, "text"),
        kind: cast(animal.kind, "text"),
        month: cast(animal.born, "text").substring(1, 7),
      }))
      .orderBy("id");
    expect(rows[0]).toEqual({
      id: 1,
      legs: "4",
      weight: "4.50",
      chip: "9007199254740992",
      kind: "cat",
      month: "2020-02",
    });
    expect(rows[4]).toEqual({ id: 5, legs: null, weight: null, chip: null, kind: null, month: null });
    const found = await Animal.where(({ weight }) => cast(weight, "text").endsWith(".00")).orderBy("id");
    expect(found.map(({ id }) => id)).toEqual([3, 4]);
  });

  test("numbers become exact, or floats", async () => {
    const rows = await Animal.all()
      .values((animal) => ({
        id: animal.id,
        exact: cast(animal.speed, "decimal").times("0.1"),
        whole: cast(animal.legs, "decimal").plus("0.10"),
        float: cast(animal.weight, "float").dividedBy(2),
      }))
      .orderBy("id");
    expect(rows.map(({ exact }) => (exact === null ? null : Number(exact)))).toEqual([4.8, 0.05, -0.15, null, null]);
    expect(rows.map(({ whole }) => whole)).toEqual(["4.10", "2.10", "0.10", "4.10", null]);
    expect(rows.map(({ float }) => float)).toEqual([2.25, 0.025, 5, 4.5, null]);
    const sums = await Animal.all().aggregate((animal) => ({ all: cast(animal.speed, "decimal").sum().round(1) }));
    expect(sums).toEqual({ all: "47.0" });
  });

  test("numbers become whole, and truth a number and back", async () => {
    const rows = await Animal.all()
      .values((animal) => ({
        id: animal.id,
        cut: cast(animal.weight.times("-1.5"), "integer"),
        float: cast(animal.speed, "integer"),
        large: cast(animal.legs, "bigInteger").plus(animal.chip),
        back: cast(animal.chip.minus(animal.chip), "integer"),
        one: cast(animal.tame, "integer").plus(1),
        walks: cast(animal.legs, "boolean"),
        tame: cast(animal.tame, "boolean"),
      }))
      .orderBy("id");
    expect(rows.map(({ id: _, ...row }) => Object.values(row))).toEqual([
      [-6, 48, 9007199254740996n, 0, 2, true, true],
      [0, 0, 9007199254740995n, 0, 1, true, false],
      [-15, -1, 9007199254740994n, 0, null, false, null],
      [-13, null, 9007199254740999n, 0, 2, true, true],
      [null, null, null, null, null, null, null],
    ]);
    const found = Animal.where(({ legs, tame }) => cast(legs, "boolean").and(cast(tame, "integer").eq(1))).orderBy(
      "id",
    );
    expect(await found.pluck("id")).toEqual([1, 4]);
  });

  test("instants become the day that they are in UTC, and days their midnight", async () => {
    const rows = await Animal.all()
      .values((animal) => ({
        id: animal.id,
        seen: cast(animal.seenAt, "date"),
        born: cast(animal.born, "dateTime"),
        sameDay: cast(animal.seenAt, "date").eq(animal.born),
        same: cast(animal.seenAt, "dateTime").eq(animal.seenAt),
      }))
      .orderBy("id");
    expect(rows.map(({ seen }) => seen)).toEqual(["2020-02-29", "2019-12-31", "2020-03-01", "2021-02-28", null]);
    expect(rows[1]?.born).toEqual(new Date("1999-12-31T00:00:00Z"));
    expect(rows.map(({ sameDay }) => sameDay)).toEqual([true, false, false, null, null]);
    expect(rows.map(({ same }) => same)).toEqual([true, true, true, true, null]);
  });

  test("what databases would write in different ways is refused, and so are other types", async () => {
    const asked = [
      ["speed", "text"],
      ["tame", "text"],
      ["seenAt", "text"],
      ["facts", "text"],
      ["tags", "text"],
      ["name", "decimal"],
      ["born", "float"],
      ["tame", "float"],
      ["name", "integer"],
      ["tame", "bigInteger"],
      ["speed", "boolean"],
      ["name", "boolean"],
      ["name", "date"],
      ["legs", "date"],
      ["name", "dateTime"],
      ["legs", "int"],
      ["legs", "text; drop table suite_animals"],
      ["legs", "constructor"],
      ["legs", undefined],
    ] as const;
    for (const [property, type] of asked) {
      const work = () =>
        ordered.values((animal) => ({ made: cast(animal[property] as Expression<unknown>, type as "text") })).all();
      expect(await refusal(suite.db, work), `${property} as ${type}`).toMatchObject({ code: "QUERY" });
    }
  });
}
