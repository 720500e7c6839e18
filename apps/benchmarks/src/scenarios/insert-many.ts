import { deepStrictEqual, ok } from "node:assert/strict";
import type { UserSession } from "../peers/peer.js";
import { newUser } from "./new-user.js";
import type { Scenario } from "./scenario.js";

const many = 1000;

const newUsers = (label: string) => Array.from({ length: many }, (_, index) => newUser(`${label}_${index}`));

/** An upload, an import of somebody else's list. */
export const insertThousand: Scenario<UserSession> = {
  name: "insert-1000",
  title: "insert 1,000, get them back",
  short: "insert 1,000",
  writes: true,
  possible: (session) => session.insertMany !== undefined,
  async verify(session, users, place) {
    const given = newUsers(`verified_${place}`);
    const written = (await session.insertMany?.(given))?.map((record) => session.toUser(record)) ?? [];
    deepStrictEqual(
      written.map(({ id, createdAt, updatedAt, ...rest }) => rest),
      given,
    );
    for (const { id, createdAt, updatedAt } of written) {
      ok(Number.isSafeInteger(id) && id > users, `A new row has the key ${id}.`);
      for (const at of [createdAt, updatedAt]) ok(at instanceof Date && Math.abs(Date.now() - +at) < 600_000);
    }
    const last = written.at(-1);
    deepStrictEqual(session.toUser(await session.find(last?.id ?? 0)), last);
  },
  async operate(session, { label }, index) {
    const written = await session.insertMany?.(newUsers(`${label}_${index}`));
    if (written?.length !== many) throw new Error(`${written?.length} rows came back instead of ${many}.`);
  },
};
