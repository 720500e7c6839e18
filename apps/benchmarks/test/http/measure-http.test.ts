import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { measureHttp, verifiedPaths } from "../../src/http/measure-http.js";
import { type ServerProcess, startServerProcess } from "../../src/http/server-process.js";

const servers: ServerProcess[] = [];

beforeAll(async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  servers.push(await startServerProcess("Chakra, the sample app", url));
  servers.unshift(await startServerProcess("pg, named statements", url));
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

test("the sample app and the server by hand give the same for every article, and have their turns", async () => {
  const paths = await verifiedPaths(servers, servers[1] as ServerProcess);
  expect(paths.length).toBeGreaterThan(20);
  const effort = { warmUp: 1, rounds: 2, milliseconds: 50, connections: 4 };
  const rounds: number[] = [];
  const summaries = await measureHttp(servers, paths, effort, (round) => rounds.push(round));
  expect(rounds).toEqual([1, 2, 3]);
  expect(summaries.map(({ server }) => server)).toEqual(["pg, named statements", "Chakra, the sample app"]);
  expect(summaries[0]?.ratio).toEqual({ median: 1, p10: 1, p90: 1 });
  for (const { requestsPerSecond } of summaries) expect(requestsPerSecond.median).toBeGreaterThan(0);
});
