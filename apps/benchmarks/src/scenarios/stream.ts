import { deepStrictEqual } from "node:assert/strict";
import { commentOf, commentsEach, postsEach } from "../database/generate.js";
import type { Scenario } from "./scenario.js";

/** An export of a table that nobody wants in memory as a whole. */
export const stream: Scenario = {
  name: "stream",
  title: "stream all 200,000 comments",
  short: "stream 200,000",
  possible: (session) => session.streamComments !== undefined,
  async verify(session, users) {
    let count = 0;
    for await (const comment of session.streamComments?.() ?? []) {
      count++;
      deepStrictEqual(session.toComment(comment), commentOf(count, users));
    }
    deepStrictEqual(count, users * postsEach * commentsEach);
  },
  async operate(session, { users }) {
    let count = 0;
    for await (const _ of session.streamComments?.() ?? []) count++;
    const all = users * postsEach * commentsEach;
    if (count !== all) throw new Error(`${count} comments came instead of ${all}.`);
  },
};
