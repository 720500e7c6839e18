import { expect, test } from "vitest";
import type { Measurement } from "../../src/statistics/measurement.js";
import { summarise } from "../../src/statistics/summarise.js";

const turn = (peer: string, round: number, milliseconds: number, operations = 10): Measurement => ({
  scenario: "find",
  peer,
  round,
  operations,
  milliseconds,
  cpuMilliseconds: milliseconds / 2,
});

test("a ratio is to the base's turn of the same round, so a slow round changes nothing", () => {
  const turns = [
    [turn("pg", 0, 100), turn("fast", 0, 50)],
    [turn("fast", 1, 500), turn("pg", 1, 1000)],
    [turn("pg", 2, 100), turn("fast", 2, 50)],
  ];
  const [base, fast] = summarise(turns.flat(), "pg");
  expect(base?.ratio).toEqual({ p10: 1, median: 1, p90: 1 });
  expect(fast?.ratio).toEqual({ p10: 2, median: 2, p90: 2 });
});

test("the median of the ratios is given, not the ratio of the medians", () => {
  const turns = [
    [turn("pg", 0, 10), turn("other", 0, 40)],
    [turn("pg", 1, 20), turn("other", 1, 10)],
    [turn("pg", 2, 30), turn("other", 2, 20)],
  ];
  expect(summarise(turns.flat(), "pg")[1]?.ratio.median).toBe(1.5);
});

test("times are for one operation, also where turns differ in their number", () => {
  const [base, other] = summarise([turn("pg", 0, 100, 10), turn("other", 0, 100, 20)], "pg");
  expect(base?.millisecondsPerOperation.median).toBe(10);
  expect(base?.cpuMillisecondsPerOperation.median).toBe(5);
  expect(other?.millisecondsPerOperation.median).toBe(5);
  expect(other?.ratio.median).toBe(2);
});

test("a round without the base cannot be divided by anything", () => {
  expect(() => summarise([turn("pg", 0, 1), turn("other", 1, 1)], "pg")).toThrow("Round 1 has no turn of pg");
});
