import { deepStrictEqual } from "node:assert/strict";
import { postIdsOf, postOf, postsEach, usersOf } from "../database/generate.js";
import { byId } from "./by-id.js";
import type { Scenario } from "./scenario.js";

/** An export, a report: everything with what belongs to it. */
export const eager: Scenario = {
  name: "eager",
  title: "all users, with five posts each",
  short: "all users with posts",
  async verify(session, users) {
    const records = await session.listWithPosts();
    const listed = records.map((record) => ({
      user: session.toUser(record),
      posts: [...record.posts].map((post) => session.toPost(post)).sort(byId),
    }));
    deepStrictEqual(
      listed.sort((a, b) => byId(a.user, b.user)),
      usersOf(users).map((user) => ({ user, posts: postIdsOf(user.id, users).map((id) => postOf(id, users)) })),
    );
  },
  async operate(session, { users }) {
    const records = await session.listWithPosts();
    const posts = records.reduce((count, user) => count + user.posts.length, 0);
    if (posts !== users * postsEach) throw new Error(`${posts} posts came back instead of ${users * postsEach}.`);
  },
};
