import { describe, expect, it } from "vitest";
import { type Anomaly, anomaliesIn, type HistoryTransaction, type Operation } from "./check-history.js";

const read = (key: number, ...list: number[]): Operation => ({ type: "read", key, list });
const append = (key: number, value: number): Operation => ({ type: "append", key, value });
const did = (...operations: Operation[]): HistoryTransaction => ({ operations, outcome: "committed" });
const failed = (...operations: Operation[]): HistoryTransaction => ({ operations, outcome: "aborted" });
const lost = (...operations: Operation[]): HistoryTransaction => ({ operations, outcome: "unknown" });

const check = (history: readonly HistoryTransaction[], final: Record<number, readonly number[]>): Anomaly[] =>
  [...anomaliesIn(history, new Map(Object.entries(final).map(([key, list]) => [Number(key), list])))].sort();

describe("anomaliesIn", () => {
  it("finds nothing in what could have been one after the other", () => {
    const one = did(read(1), append(1, 1), append(1, 2), read(1, 1, 2), append(2, 3));
    const two = did(read(1, 1, 2), append(1, 4));
    const three = did(read(2, 3), read(1, 1, 2, 4));
    const none = failed(append(1, 9), read(1, 1, 2, 9));
    const perhaps = [lost(append(2, 7)), lost(append(2, 8))];
    expect(check([one, two, three, none, ...perhaps], { 1: [1, 2, 4], 2: [3, 8] })).toEqual([]);
    expect(check([three, none, two, ...perhaps, one], { 1: [1, 2, 4], 2: [3, 8] })).toEqual([]);
  });

  const cases: readonly [string, Anomaly, readonly HistoryTransaction[], Record<number, readonly number[]>][] = [
    ["an aborted append that was read", "G1a", [failed(append(1, 1)), did(read(1, 1))], { 1: [1] }],
    ["an aborted append that stayed", "G1a", [failed(append(1, 1))], { 1: [1] }],
    ["an append that was not the last", "G1b", [did(append(1, 1), append(1, 2)), did(read(1, 1))], { 1: [1, 2] }],
    ["an acknowledged append that is gone", "lost append", [did(append(1, 1)), did(append(1, 2))], { 1: [2] }],
    [
      "reads that contradict each other",
      "incompatible reads",
      [did(append(1, 1)), did(append(1, 2)), did(read(1, 2, 1))],
      { 1: [1, 2] },
    ],
    ["a read with a gap", "incompatible reads", [did(append(1, 1)), did(append(1, 2)), did(read(1, 2))], { 1: [1, 2] }],
    ["an own append that is not seen", "internal", [did(append(1, 1), read(1))], { 1: [1] }],
    [
      "writes that overtake each other",
      "G0",
      [did(append(1, 1), append(2, 2)), did(append(1, 3), append(2, 4))],
      { 1: [1, 3], 2: [4, 2] },
    ],
    [
      "each reads from the other",
      "G1c",
      [did(append(1, 1), read(2, 2)), did(append(2, 2), read(1, 1))],
      { 1: [1], 2: [2] },
    ],
    [
      "write skew: each overlooks the other's append",
      "G2",
      [did(read(1), append(2, 2)), did(read(2), append(1, 1))],
      { 1: [1], 2: [2] },
    ],
    [
      "a lost update: both read the same, and both append",
      "G-single",
      [did(append(1, 1)), did(read(1, 1), append(1, 2)), did(read(1, 1), append(1, 3))],
      { 1: [1, 2, 3] },
    ],
    [
      "a read that is half before and half after another transaction",
      "G-single",
      [did(append(1, 1), append(2, 2)), did(read(1, 1), read(2))],
      { 1: [1], 2: [2] },
    ],
  ];
  it.each(cases)("refuses %s: %s", (_, anomaly, history, final) => {
    expect(check(history, final)).toContain(anomaly);
    expect(check([...history].reverse(), final)).toContain(anomaly);
  });

  it("tells write skew from what weaker levels forbid", () => {
    const skew = [did(read(1), append(2, 2)), did(read(2), append(1, 1))];
    expect(check(skew, { 1: [1], 2: [2] })).toEqual(["G2"]);
  });

  it("refuses a history that tells nothing", () => {
    expect(() => check([did(append(1, 1)), did(append(2, 1))], {})).toThrow("twice");
    expect(() => check([did(read(1, 5))], { 1: [5] })).toThrow("nobody");
  });
});
