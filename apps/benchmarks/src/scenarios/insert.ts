import { deepStrictEqual, ok } from "node:assert/strict";
import type { UserSession } from "../peers/peer.js";
import { newUser } from "./new-user.js";
import type { Scenario } from "./scenario.js";

/** What a form does. */
export const insert: Scenario<UserSession> = {
  name: "insert",
  title: "insert one, get it back",
  short: "insert one",
  writes: true,
  async verify(session, users, place) {
    const given = newUser(`verified_${place}`);
    const written = session.toUser(await session.insert(given));
    const { id, createdAt, updatedAt, ...rest } = written;
    deepStrictEqual(rest, given);
    ok(Number.isSafeInteger(id) && id > users, `The new row has the key ${id}.`);
    for (const moment of [createdAt, updatedAt]) ok(moment instanceof Date && Math.abs(Date.now() - +moment) < 600_000);
    deepStrictEqual(session.toUser(await session.find(id)), written);
  },
  async operate(session, { label }, index) {
    await session.insert(newUser(`${label}_${index}`));
  },
};
