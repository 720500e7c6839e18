import { expect, test } from "vitest";
import { seeded, shuffled } from "../../src/speed/seeded.js";

const take = (seed: number, count: number): number[] => {
  const random = seeded(seed);
  return Array.from({ length: count }, random);
};

test("the same seed gives the same numbers, another one others", () => {
  expect(take(1, 50)).toEqual(take(1, 50));
  expect(take(1, 50)).not.toEqual(take(2, 50));
  expect(take(1, 50)).not.toEqual(take(1.5, 50));
});

test("the numbers spread evenly from 0 up to 1", () => {
  const tenths = new Array<number>(10).fill(0);
  for (const number of take(7, 10_000)) {
    const tenth = Math.floor(number * 10);
    tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("a shuffle keeps every item, and brings each to each place", () => {
  const items = ["a", "b", "c", "d"];
  const firsts = new Set<string | undefined>();
  for (let seed = 0; seed < 100; seed++) {
    const result = shuffled(items, seeded(seed));
    expect([...result].sort()).toEqual(items);
    firsts.add(result[0]);
  }
  expect(firsts.size).toBe(4);
  expect(items).toEqual(["a", "b", "c", "d"]);
});
