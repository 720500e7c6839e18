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
    async ask(request) {
      running.most = Math.max(running.most, ++running.now);
      await new Promise((resolve) => setImmediate(resolve));
      running.now--;
      log.push({ peer, request });
      return { milliseconds: log.length, cpuMilliseconds: 1 };
    },
    close: async () => undefined,
  });
}

test("everyone has one turn a round, alone, and rounds of warming up do not count", async () => {
  const log: { peer: string; request: Request }[] = [];
  const running = { now: 0, most: 0 };
  const contenders = ["a", "b", "c"].map(recorded(log, running));
  const rounds: [number, number][] = [];
  const effort = { warmUp: 2, rounds: 5, share: 0.5 };
  const measurements = await runRounds(find, contenders, effort, (round, of) => rounds.push([round, of]));

  expect(rounds).toEqual([1, 2, 3, 4, 5, 6, 7].map((round) => [round, 7]));
  expect(running.most).toBe(1);
  expect(log).toHaveLength(21);
  expect(measurements).toHaveLength(15);
  expect(measurements.every(({ operations }) => operations === find.operations / 2)).toBe(true);
  for (let round = 0; round < 7; round++) {
    const turns = log.slice(3 * round, 3 * round + 3);
    expect(turns.map(({ peer }) => peer).sort()).toEqual(["a", "b", "c"]);
    // The same keys for all: a turn's number is what its random numbers come from.
    expect(new Set(turns.map(({ request }) => JSON.stringify(request))).size).toBe(1);
  }
  expect(new Set(log.map(({ peer }, index) => (index % 3 === 0 ? peer : "a"))).size).toBeGreaterThan(1);
});
