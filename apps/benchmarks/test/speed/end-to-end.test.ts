import { expect, test } from "vitest";
import { createProgress } from "../../src/report/progress.js";
import { speedGrids } from "../../src/report/speed-grids.js";
import { scenarioNames } from "../../src/scenarios/index.js";
import { startContender } from "../../src/speed/contender.js";
import { measureSpeed } from "../../src/speed/measure-speed.js";

const flags = ["--conditions=@chakra-orm/source"];

test("two peers prove equal on a real PostgreSQL and are measured in every scenario", {
  timeout: 120_000,
}, async () => {
  const told: string[] = [];
  const progress = createProgress({ write: (text: string) => told.push(text) > 0 });
  const effort = { warmUp: 1, rounds: 2, milliseconds: 1, seconds: 60 };
  const plan = {
    peers: ["pg", "chakra"],
    scenarios: scenarioNames,
    users: 60,
    pool: 4,
    effort,
    flags,
    serverSeconds: 0,
  } as const;
  const report = await measureSpeed(plan, progress);

  expect(report.scenarios.map(({ name }) => name)).toEqual(scenarioNames);
  for (const { peers } of report.scenarios) {
    expect(peers.map(({ peer }) => peer).sort()).toEqual(["chakra", "pg"]);
    for (const { ratio, cpuMillisecondsPerOperation } of peers) {
      expect(ratio.median).toBeGreaterThan(0);
      expect(cpuMillisecondsPerOperation.median).toBeGreaterThanOrEqual(0);
    }
  }
  expect(report.database).toMatch(/^PostgreSQL \d+/);
  expect(report.versions).toMatchObject({ pg: expect.stringMatching(/^8\./), "@chakra-orm/core": expect.anything() });
  expect(speedGrids(report)[0]?.rows.map(([label]) => label)).toEqual(["pg", "Chakra"]);
  expect(told).toContain("Starting chakra\n");
});

test("a peer that cannot connect says so by its name", { timeout: 60_000 }, async () => {
  const url = "postgres://nobody@127.0.0.1:1/nothing";
  await expect(startContender({ database: "postgres", peer: "chakra", url, pool: 1, users: 1 }, flags)).rejects.toThrow(
    /The peer "chakra" failed\.\n.*ConnectionError/s,
  );
});
