import { deepStrictEqual } from "node:assert/strict";
import { postsEach, postsOf, usersOf } from "../database/generate.js";
import type { Post } from "../database/post.js";
import type { User } from "../database/user.js";
import type { Session } from "../peers/peer.js";
import type { Scenario } from "./scenario.js";

interface Listed {
  readonly user: User;
  readonly posts: readonly Post[];
}

const byId = (a: { readonly id: number }, b: { readonly id: number }): number => a.id - b.id;

async function listed(session: Session): Promise<Listed[]> {
  const records = await session.listWithPosts();
  return records
    .map(({ posts, ...user }) => ({
      user: session.toUser(user),
      posts: posts.map((post) => session.toPost(post)).sort(byId),
    }))
    .sort((a, b) => byId(a.user, b.user));
}

function expected(users: number): Listed[] {
  const lists = new Map(usersOf(users).map((user) => [user.id, { user, posts: [] as Post[] }]));
  for (const post of postsOf(users)) lists.get(post.authorId)?.posts.push(post);
  return [...lists.values()];
}

/** An export, a report: everything with what belongs to it. */
export const eager: Scenario = {
  name: "eager",
  title: "all users, with five posts each",
  operations: 2,
  async verify(session, users) {
    deepStrictEqual(await listed(session), expected(users));
  },
  async run(session, { operations, users }) {
    for (let i = 0; i < operations; i++) {
      const records = await session.listWithPosts();
      const posts = records.reduce((count, user) => count + user.posts.length, 0);
      if (posts !== users * postsEach) throw new Error(`${posts} posts came back instead of ${users * postsEach}.`);
    }
  },
};
