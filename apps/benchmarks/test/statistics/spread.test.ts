import { expect, test } from "vitest";
import { spreadOf } from "../../src/statistics/spread.js";

test("the median lies in the middle, whatever the order", () => {
  expect(spreadOf([9, 1, 5]).median).toBe(5);
  expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
});

test("four out of five figures lie between p10 and p90", () => {
  const figures = Array.from({ length: 100 }, (_, index) => 100 - index);
  const { p10, p90 } = spreadOf(figures);
  expect(figures.filter((figure) => figure >= p10 && figure <= p90)).toHaveLength(80);
});

test("one wild figure does not move the median", () => {
  expect(spreadOf([1, 1, 1, 1, 1000])).toMatchObject({ median: 1, p10: 1 });
});

test("one figure is its own spread", () => {
  expect(spreadOf([7])).toEqual({ p10: 7, median: 7, p90: 7 });
});

test("the figures stay in their order", () => {
  const figures = [3, 1, 2];
  spreadOf(figures);
  expect(figures).toEqual([3, 1, 2]);
});

test.each([[[]], [[1, Number.NaN]], [[1, Number.POSITIVE_INFINITY]]])("%j has none", (figures: number[]) => {
  expect(() => spreadOf(figures)).toThrow(RangeError);
});
