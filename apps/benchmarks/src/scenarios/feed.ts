import { deepStrictEqual } from "node:assert/strict";
import { commentIdsOf, commentOf, postOf, postsEach, userOf } from "../database/generate.js";
import { byId } from "./by-id.js";
import type { Scenario } from "./scenario.js";

/** How many posts are on a page. */
export const feedLength = 50;

/** A page of a list of articles: with relations in both directions. */
export const feed: Scenario = {
  name: "feed",
  title: "50 posts, with author and comments",
  short: "50 posts, authors, comments",
  async verify(session, users) {
    const last = users * postsEach;
    for (const upTo of [last, Math.min(last, feedLength)]) {
      const posts = await session.feed(upTo);
      deepStrictEqual(
        posts.map((post) => ({
          ...session.toPost(post),
          author: session.toUser(post.author),
          comments: [...post.comments].map((comment) => session.toComment(comment)).sort(byId),
        })),
        Array.from({ length: feedLength }, (_, index) => {
          const post = postOf(upTo - index, users);
          const comments = commentIdsOf(post.id, users).map((id) => commentOf(id, users));
          return { ...post, author: userOf(post.authorId), comments };
        }),
      );
    }
  },
  async operate(session, { users, random }) {
    const posts = users * postsEach;
    const { length } = await session.feed(feedLength + Math.floor(random() * (posts - feedLength)));
    if (length !== feedLength) throw new Error(`${length} posts came back instead of ${feedLength}.`);
  },
};
