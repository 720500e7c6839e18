import { afterEach, describe, expect, test, vi } from "vitest";
import { field, Model } from "../../src/index.js";
import { Group, peersOf } from "../../src/record/peers.js";
import { partialPlan, rowPlan } from "../../src/record/row-plan.js";
import { selectionOf } from "../../src/record/selection.js";
import { type RecordState, stateOf, unread } from "../../src/record/state.js";
import { newState, stateConstructor } from "../../src/record/state-constructor.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDialect } from "../recording/dialect.js";

class Reading extends Model {
  id = field.id();
  sensor = field.string(20);
  value = field.float({ nullable: true });
}

const meta = metaOf(Reading);
const [, sensor, value] = meta.columns;
const all = (state: RecordState) => meta.columns.map((column) => state.original(column));
const home = {};

afterEach(() => vi.unstubAllGlobals());

describe.each(["generated", "not generated"])("a state that is made by code, %s", (how) => {
  const forbid = () => {
    if (how === "generated") return;
    class Forbidden {
      constructor() {
        throw new EvalError("Code generation from strings disallowed for this context");
      }
    }
    vi.stubGlobal("Function", Forbidden);
  };

  test("has the snapshots of a row, and takes others", () => {
    forbid();
    const State = stateConstructor(meta);
    const state = new State(new Group(home, 0).next(), [1, "a", 1.5]);
    expect(all(state)).toEqual([1, "a", 1.5]);
    state.setOriginal(value as never, null);
    expect(all(state)).toEqual([1, "a", null]);
    expect([state.meta, state.home, state.phase, state.company.peers]).toEqual([meta, home, "saved", undefined]);
  });

  test("of some columns lacks the others until they are written", () => {
    forbid();
    const State = stateConstructor(meta, [value as never, meta.columns[0] as never]);
    const one = new State(new Group(home, 0).next(), [0.5, 7]);
    const other = new State(new Group(home, 0).next(), [2.5, 8]);
    expect(all(one)).toEqual([7, unread, 0.5]);
    one.setOriginal(sensor as never, "b");
    expect([all(one), all(other)]).toEqual([
      [7, "b", 0.5],
      [8, unread, 2.5],
    ]);
  });
});

test("a state has its home to itself, and is new without one", () => {
  const [one, other] = [newState(meta), newState(meta)];
  expect([one.phase, one.home, all(one)]).toEqual(["new", undefined, [unread, unread, unread]]);
  one.home = home;
  expect([one.home, other.home]).toEqual([home, undefined]);
});

describe("the records of one result", () => {
  const { hydrate } = rowPlan(recordingDialect(), meta);
  const read = (group: Group, count: number) =>
    Array.from({ length: count }, (_, i) => hydrate([i + 1, "s", null], group));

  test.each([
    ["as many as were expected", 70, 70],
    ["fewer than expected", 70, 40],
    ["more than expected", 40, 70],
    ["who knows how many", Number.POSITIVE_INFINITY, 70],
  ])("find each other: %s", (_, expected, count) => {
    const records = read(new Group(home, expected), count);
    const others = read(new Group(home, expected), count);
    for (const place of [0, 31, 32, count - 1]) {
      expect(peersOf([stateOf(records[place] as object).company.peers])).toEqual(records);
    }
    expect(peersOf([records[0], others[1], records[2]].map((each) => stateOf(each as object).company.peers))).toEqual([
      ...records,
      ...others,
    ]);
  });

  test("have no peers where there is only one, or nothing to load", () => {
    expect(stateOf(read(new Group(home, 1), 1)[0] as object).company).toEqual({ home, peers: undefined });
    const [one, other] = read(new Group(home, 0), 2).map(stateOf);
    expect(one?.company).toBe(other?.company);
    expect(peersOf([one?.company.peers])).toEqual([]);
  });
});

test("a record of some columns knows of the others that they were not read", () => {
  const columns = [meta.columns[0], value] as never;
  const { hydrate } = partialPlan(recordingDialect(), selectionOf(meta, columns, "0,2"));
  const record = hydrate([3, 1.25], new Group(home, 1)) as Reading;
  expect(record.$original).toEqual({ id: 3, value: 1.25 });
  record.sensor = "set";
  expect(record.$changes).toEqual({ sensor: { from: undefined, to: "set" } });
});
