import { deepStrictEqual } from "node:assert/strict";
import { usersOf } from "../database/generate.js";
import type { UserSession } from "../peers/peer.js";
import type { Scenario } from "./scenario.js";

function listOf(count: number): Scenario<UserSession> {
  return {
    name: `list-${count}`,
    title: `list ${count.toLocaleString("en")} rows`,
    short: `list ${count.toLocaleString("en")}`,
    async verify(session, users) {
      const records = await session.list(Math.min(count, users));
      deepStrictEqual(
        records.map((record) => session.toUser(record)),
        usersOf(Math.min(count, users)),
      );
    },
    async operate(session, { users }) {
      const { length } = await session.list(count);
      if (length !== Math.min(count, users)) throw new Error(`${length} rows came back instead of ${count}.`);
    },
  };
}

/** A page, an export, a report. */
export const listThousand = listOf(1000);
/** A batch. */
export const listTenThousand = listOf(10_000);
