import { deepStrictEqual, rejects } from "node:assert/strict";
import { postIdsOf, postOf, postsEach, tagIdsOf, tagOf, userOf } from "../database/generate.js";
import { byId } from "./by-id.js";
import { anyKey } from "./find.js";
import type { Scenario } from "./scenario.js";

/** A page about somebody. */
export const graph: Scenario = {
  name: "graph",
  title: "a user, its posts, their tags",
  short: "user, posts, tags",
  async verify(session, users) {
    for (const id of [1, Math.ceil(users / 2), users]) {
      const found = await session.graph(id);
      const posts = [...found.posts].map((post) => ({
        ...session.toPost(post),
        tags: [...post.tags].map((tag) => session.toTag(tag)).sort(byId),
      }));
      deepStrictEqual(
        { user: session.toUser(found), posts: posts.sort(byId) },
        {
          user: userOf(id),
          posts: postIdsOf(id, users).map((post) => ({ ...postOf(post, users), tags: tagIdsOf(post).map(tagOf) })),
        },
      );
    }
    await rejects(session.graph(users + 1_000_000));
  },
  async operate(session, work) {
    const { posts } = await session.graph(anyKey(work));
    if (posts.length !== postsEach) throw new Error(`${posts.length} posts came back instead of ${postsEach}.`);
  },
};
