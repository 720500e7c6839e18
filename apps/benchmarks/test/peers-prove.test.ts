import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Bench, prepareDatabase } from "../src/database/prepare.js";
import { loadPeer, peerNames } from "../src/peers/index.js";
import type { Peer, Session } from "../src/peers/peer.js";
import { versionsOf } from "../src/report/versions.js";
import { scenarios } from "../src/scenarios/index.js";
import { canDo } from "../src/scenarios/scenario.js";

// As few rows as the scenarios can do with: a page of the feed has fifty posts, and each peer changes a user of its own.
const users = 20;
let bench: Bench;
const loaded: Peer[] = [];
const sessions: Session[] = [];

beforeAll(async () => {
  bench = await prepareDatabase(await createPostgresDatabase(inject("postgresUrl")), users);
  for (const name of peerNames) {
    const peer = await loadPeer(name);
    loaded.push(peer);
    sessions.push(await peer.connect(bench.url, 2));
  }
});
afterAll(async () => {
  for (const session of sessions) await session.close();
  await bench?.close();
});

const entries = [...peerNames.entries()].map(([place, name]) => ({ place, name }));

// What others wrote would be in their way, so everyone reads first.
test.each(entries)("$name reads what is expected", async ({ place }) => {
  const session = sessions[place]!;
  for (const scenario of scenarios) {
    if (!scenario.writes && canDo(scenario, session)) await scenario.verify(session, users, place);
  }
});

test.each(entries)("$name writes what is expected", async ({ place }) => {
  const session = sessions[place]!;
  for (const scenario of scenarios) {
    if (scenario.writes && canDo(scenario, session)) await scenario.verify(session, users, place);
  }
});

test("each peer is registered under its own name, and its packages are there", () => {
  expect(loaded.map(({ name }) => name)).toEqual(peerNames);
  for (const { packages } of loaded) {
    expect(Object.values(versionsOf(packages)).every((version) => /^\d+\./.test(version))).toBe(true);
  }
});

test("only what a library has no way to do is left out", () => {
  const lacking = sessions.map((session, place) => [
    peerNames[place],
    scenarios.filter((scenario) => !canDo(scenario, session)).map(({ name }) => name),
  ]);
  expect(Object.fromEntries(lacking.filter(([, names]) => names?.length))).toEqual({
    drizzle: ["stream"],
    "drizzle-prepared": ["stream", "insert-1000"],
    sequelize: ["stream"],
    "mikro-orm": ["stream"],
    prisma: ["stream"],
    orchid: ["stream"],
    lucid: ["stream"],
  });
});

test("the users are made anew, and what refers to them stays", async () => {
  await bench.reset();
  const [pg] = sessions as [Session];
  for (const scenario of scenarios) if (!scenario.writes) await scenario.verify(pg, users, 0);
});
