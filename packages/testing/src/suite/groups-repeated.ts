import { cast, count } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { Animal, withAnimals } from "./kit/animals.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

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
