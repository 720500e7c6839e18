import { deepStrictEqual, ok } from "node:assert/strict";
import type { NewUser } from "../database/user.js";
import type { Scenario } from "./scenario.js";

const newUser = (name: string): NewUser => ({
  username: name,
  email: `${name}@example.com`,
  bio: "Has just arrived.",
  active: true,
  loginCount: 1,
});

/** What a form does. */
export const insert: Scenario = {
  name: "insert",
  title: "insert one, get it back",
  operations: 500,
  async verify(session, users, place) {
    const given = newUser(`verified_${place}`);
    const written = session.toUser(await session.insert(given));
    const { id, createdAt, updatedAt, ...rest } = written;
    deepStrictEqual(rest, given);
    ok(Number.isSafeInteger(id) && id > users, `The new row has the key ${id}.`);
    for (const moment of [createdAt, updatedAt]) ok(moment instanceof Date && Math.abs(Date.now() - +moment) < 600_000);
    deepStrictEqual(session.toUser(await session.find(id)), written);
  },
  async run(session, { operations, label }) {
    for (let i = 0; i < operations; i++) await session.insert(newUser(`${label}_${i}`));
  },
};
