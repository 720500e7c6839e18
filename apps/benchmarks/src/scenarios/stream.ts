import { deepStrictEqual } from "node:assert/strict";
import type { Comment } from "../database/comment.js";
import { commentOf, commentsEach, postsEach } from "../database/generate.js";
import type { Scenario } from "./scenario.js";

const same = (a: Comment, b: Comment): boolean =>
  a.id === b.id &&
  a.postId === b.postId &&
  a.authorId === b.authorId &&
  a.body === b.body &&
  a.createdAt instanceof Date &&
  a.createdAt.getTime() === b.createdAt.getTime();

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
      const [given, expected] = [session.toComment(comment), commentOf(count, users)];
      // Comparing 200,000 of them in depth would take seconds for each peer; where one differs it says how.
      if (!same(given, expected)) deepStrictEqual(given, expected);
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
