import { expect, test } from "vitest";
import { find } from "../../src/scenarios/find.js";
import type { Contender } from "../../src/speed/contender.js";
import type { Request } from "../../src/speed/messages.js";
import { runRounds } from "../../src/speed/rounds.js";

function recorded(log: { peer: string; request: Request }[], running: { now: number; most: number }) {
  return (peer: string): Contender => ({
    peer,
    label: peer,
    versions: {},
    lacks: [],
    async ask(request) {
      running.most = Math.max(running.most, ++running.now);
      await new Promise((resolve) => setImmediate(resolve));
      running.now--;
      log.push({ peer, request });
      return { operations: 7, milliseconds: log.length, cpuMilliseconds: 1 };
    },
    close: async () => undefined,
  });
}

test("everyone has one turn a round, alone, and rounds of warming up do not count", async () => {
  const log: { peer: string; request: Request }[] = [];
  const running = { now: 0, most: 0 };
  const contenders = ["a", "b", "c"].map(recorded(log, running));
  const rounds: [number, number][] = [];
  const effort = { warmUp: 2, rounds: 5, milliseconds: 20, seconds: 600 };
  const measurements = await runRounds(find, contenders, effort, (round, of) => rounds.push([round, of]));

  expect(rounds).toEqual([1, 2, 3, 4, 5, 6, 7].map((round) => [round, 7]));
  expect(running.most).toBe(1);
  expect(log).toHaveLength(21);
  expect(measurements).toHaveLength(15);
  expect(measurements.every(({ operations }) => operations === 7)).toBe(true);
  for (let round = 0; round < 7; round++) {
    const turns = log.slice(3 * round, 3 * round + 3);
    expect(turns.map(({ peer }) => peer).sort()).toEqual(["a", "b", "c"]);
    // The same keys for all: a turn's number is what its random numbers come from.
    expect(new Set(turns.map(({ request }) => JSON.stringify(request))).size).toBe(1);
  }
  expect(new Set(log.map(({ peer }, index) => (index % 3 === 0 ? peer : "a"))).size).toBeGreaterThan(1);
});

test.each([
  ["where the time is over, three rounds count in any case", 10, 1, 3],
  ["half of the time goes into warming up", 90, 3, 3],
] as const)("%s", async (_, seconds, warm, counted) => {
  let now = 0;
  const log: { peer: string; request: Request }[] = [];
  const contender = recorded(log, { now: 0, most: 0 })("a");
  const effort = { warmUp: 8, rounds: 9, milliseconds: 20, seconds };
  const measurements = await runRounds(
    find,
    [contender],
    effort,
    () => (now += 15_000),
    () => now,
  );
  expect([log.length - measurements.length, measurements.length]).toEqual([warm, counted]);
});
