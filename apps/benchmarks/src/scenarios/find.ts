import { deepStrictEqual, rejects } from "node:assert/strict";
import { userOf } from "../database/generate.js";
import type { UserSession } from "../peers/peer.js";
import type { Scenario, Work } from "./scenario.js";

/** A key of a row that is there. */
export const anyKey = ({ random, users }: Work): number => 1 + Math.floor(random() * users);

async function verify(session: UserSession, users: number): Promise<void> {
  for (const id of [1, 3, Math.ceil(users / 2), users]) {
    deepStrictEqual(session.toUser(await session.find(id)), userOf(id));
  }
  await rejects(session.find(users + 1_000_000));
}

const operate: Scenario<UserSession>["operate"] = async (session, work) => {
  await session.find(anyKey(work));
};

/** What a web request does most. */
export const find: Scenario<UserSession> = {
  name: "find",
  title: "find by key, one at a time",
  short: "find by key",
  verify,
  operate,
};

/** What many web requests at once do: more callers than the pool has connections. */
export const findMany: Scenario<UserSession> = {
  name: "find-32",
  title: "find by key, 32 at once",
  short: "32 at once",
  callers: 32,
  verify,
  operate,
};
