import { loadPeer, type PeerName } from "../peers/index.js";
import type { Peer, UserSession } from "../peers/peer.js";
import { versionsOf } from "../report/versions.js";
import { scenarios, sqliteScenarios } from "../scenarios/index.js";
import { canDo, type Scenario } from "../scenarios/scenario.js";
import { loadSqlitePeer, type SqlitePeerName } from "../sqlite/index.js";
import type { Answer, Assignment, Request } from "./messages.js";
import { seeded } from "./seeded.js";
import { takeTurn } from "./take-turn.js";

/**
 * One peer in a process of its own, so that heaps, type feedback and parsers set for the whole process do not mix. It
 * stays warm between its turns, and does nothing while others have theirs.
 */
const assignment = JSON.parse(process.argv[2] ?? "{}") as Assignment;

const answer = (message: Answer): void => {
  process.send?.(message);
};

type Opened = { peer: Peer<UserSession>; session: UserSession };

// Each session is of the registry that its scenarios are of.
const wanted = (assignment.database === "sqlite" ? sqliteScenarios : scenarios) as readonly Scenario<UserSession>[];
const scenarioOf = (name: string): Scenario<UserSession> => {
  const found = wanted.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`${assignment.database} has no scenario "${name}".`);
  return found;
};

async function open(): Promise<Opened> {
  const { database, peer: name, url, pool } = assignment;
  const peer: Peer<UserSession> =
    database === "sqlite" ? await loadSqlitePeer(name as SqlitePeerName) : await loadPeer(name as PeerName);
  return { peer, session: await peer.connect(url, pool) };
}

/** Operations of the last turn, by scenario. */
const before = new Map<string, number>();

async function measure(
  session: UserSession,
  { scenario, milliseconds, turn }: Request & { type: "run" },
): Promise<Answer> {
  const work = { users: assignment.users, label: `${assignment.peer}_${turn}` };
  const doing = scenarioOf(scenario);
  // A few operations that do not count: sockets, caches and branch predictors forgot this process meanwhile.
  const operations = Math.floor((before.get(scenario) ?? 0) / 20);
  if (operations > 0) {
    const lead = { ...work, label: `${work.label}_lead`, random: seeded(turn) };
    await takeTurn(doing, session, lead, { milliseconds: milliseconds / 10, operations });
  }
  const took = await takeTurn(doing, session, { ...work, random: seeded(turn + 0.5) }, { milliseconds });
  before.set(scenario, took.operations);
  return { type: "done", ...took };
}

async function obey(session: UserSession, request: Request): Promise<Answer> {
  if (request.type === "run") return measure(session, request);
  if (request.type === "verify") {
    await scenarioOf(request.scenario).verify(session, assignment.users, request.place);
  } else {
    await session.close();
    process.disconnect();
  }
  return { type: "done", operations: 0, milliseconds: 0, cpuMilliseconds: 0 };
}

const fail = (error: unknown): void => {
  answer({ type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};

// Also when the parent is gone without a word.
process.on("disconnect", () => process.exit());

open().then(({ peer, session }) => {
  process.on("message", (request: Request) => {
    obey(session, request).then((message) => process.connected && answer(message), fail);
  });
  const lacks = wanted.filter((scenario) => !canDo(scenario, session)).map(({ name }) => name);
  answer({ type: "ready", label: peer.label, versions: versionsOf(peer.packages), lacks });
}, fail);
