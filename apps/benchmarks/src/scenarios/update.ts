import { deepStrictEqual, notDeepStrictEqual } from "node:assert/strict";
import { userOf } from "../database/generate.js";
import { anyKey } from "./find.js";
import type { Scenario } from "./scenario.js";

/** What an edit does: two statements, and an `updatedAt` that follows. */
export const update: Scenario = {
  name: "update",
  title: "load, change one column, save",
  short: "load, change, save",
  writes: true,
  async verify(session, _users, place) {
    const id = 1 + place;
    await session.update(id, "changed@example.com");
    const { updatedAt, ...rest } = session.toUser(await session.find(id));
    const { updatedAt: before, ...expected } = userOf(id);
    deepStrictEqual(rest, { ...expected, email: "changed@example.com" });
    notDeepStrictEqual(updatedAt, before);
  },
  async operate(session, work, index) {
    await session.update(anyKey(work), `${work.label}_${index}@example.com`);
  },
};
