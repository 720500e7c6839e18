import { cast, count, type Query, rowNumber, when } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { Animal, withAnimals } from "./kit/animals.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

type Row = Parameters<Parameters<Query<Animal>["values"]>[0]>[0];

/** What makes the groups, met again in what comes of them. */
export function repeatedGroups(suite: Suite): void {
  withAnimals(suite);

  test("what is made of a group's own value comes of the group", async () => {
    const rows = await Animal.where(({ born }) => born.isNotNull())
      .groupBy(({ born }) => ({ start: born.startOf("year") }))
      .aggregate(({ born }) => ({
        year: born.startOf("year").year(),
        text: cast(born.startOf("year"), "text").substring(1, 4),
        animals: count(),
        running: count()
          .sum()
          .over({ orderBy: born.startOf("year") }),
      }))
      .orderBy("start");
    expect(rows).toEqual([
      { start: "1999-01-01", year: 1999, text: "1999", animals: 1, running: 1 },
      { start: "2020-01-01", year: 2020, text: "2020", animals: 2, running: 3 },
    ]);
    const kinds = await Animal.all()
      .groupBy("kind")
      .aggregate(({ kind, legs }) => ({ loud: kind.upper(), legs: legs.sum(), most: legs.max().plus(legs.min()) }))
      .orderBy("kind");
    expect(kinds.map(({ loud, legs, most }) => [loud, legs, most])).toEqual([
      ["BIRD", 2, 4],
      ["CAT", 8, 8],
      ["FISH", 0, 0],
      [null, null, null],
    ]);
  });

  test("a group that is reckoned with values may be written out again", async () => {
    const size = (row: Row) => when(row.legs.gte(4), "many").when(row.legs.gte(1), "some").otherwise("none");
    const rows = await Animal.groupBy((row) => ({ size: size(row), even: row.legs.modulo(4).eq(0) }))
      .aggregate((row) => ({
        again: size(row),
        loud: size(row).upper().concat("!"),
        even2: row.legs.modulo(4).eq(0),
        n: count(),
        place: rowNumber().over({ orderBy: [size(row), row.legs.modulo(4).eq(0)] }),
        names: row.name.arrayAgg().orderBy(row.id),
      }))
      .having((row) =>
        size(row)
          .ne("none")
          .or(row.legs.modulo(4).eq(0).and(count().gt(1))),
      )
      .orderBy("size", "-n");
    expect(rows).toEqual([
      { size: "many", even: true, again: "many", loud: "MANY!", even2: true, n: 2, place: 1, names: ["Ada", "🐈 cat"] },
      { size: "some", even: false, again: "some", loud: "SOME!", even2: false, n: 1, place: 2, names: ["ada"] },
    ]);
  });

  test("other values, and columns, are not of the group", async () => {
    const asked = [
      () => Animal.groupBy(({ legs }) => ({ n: legs.plus(1) })).aggregate(({ legs }) => ({ m: legs.plus(2) })),
      () => Animal.groupBy(({ legs }) => ({ n: legs.plus(1) })).aggregate(({ legs }) => ({ m: legs })),
      () => Animal.groupBy(({ kind }) => ({ n: kind.coalesce("cat") })).aggregate(({ kind }) => ({ m: kind })),
    ];
    for (const [i, work] of asked.entries()) {
      expect(await refusal(suite.db, work), String(i)).toMatchObject({ code: "QUERY" });
    }
  });

  test("groups by values stand in other queries, and across relations", async () => {
    const groups = Animal.where(({ id }) => id.lt(5))
      .groupBy(({ legs, seenAt }) => ({ two: legs.dividedBy(2), since: seenAt.gt(new Date("2020-01-01")) }))
      .aggregate(({ legs }) => ({ n: count(), two2: legs.dividedBy(2) }));
    expect(await groups.where((row) => row.two2.gt(0)).orderBy("two", "since")).toEqual([
      { two: 1, since: false, n: 1, two2: 1 },
      { two: 2, since: true, n: 2, two2: 2 },
    ]);
    expect(await groups.having(({ legs }) => legs.dividedBy(2).eq(1)).limit(1)).toHaveLength(1);
  });

  test("other columns have many values in a group, and are refused before any SQL", async () => {
    const months = () => Animal.all().groupBy(({ born }) => ({ start: born.startOf("month") }));
    const asked = [
      () => months().aggregate(({ born }) => ({ born })),
      () => months().aggregate(({ born }) => ({ start: born.startOf("year") })),
      () => months().aggregate(({ seenAt }) => ({ seen: seenAt.startOf("month") })),
      () => months().aggregate(({ born, legs }) => ({ made: born.startOf("month").month().plus(legs) })),
      () => months().aggregate(({ born, legs }) => ({ made: legs.sum().plus(born.day()) })),
      () => months().aggregate(({ born }) => ({ running: count().sum().over({ orderBy: born }) })),
    ];
    for (const [i, work] of asked.entries()) {
      expect(await refusal(suite.db, work), String(i)).toMatchObject({ code: "QUERY" });
    }
  });
}
