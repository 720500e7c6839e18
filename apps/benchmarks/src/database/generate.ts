import type { Post } from "./post.js";
import type { User } from "./user.js";

const firstMoment = Date.UTC(2024, 0, 1, 8, 30, 0, 1);
const hour = 3_600_000;

/**
 * The user of an id, from 1 on: always the same, so that results can be compared without a copy of the data. Texts
 * have the lengths of real ones, a third of the biographies is NULL, some have letters of more than one byte.
 */
export function userOf(id: number): User {
  const createdAt = new Date(firstMoment + id * (hour + 1));
  return {
    id,
    username: `user_${id}`,
    email: `user.${id}@example.com`,
    bio: id % 3 === 0 ? null : `Writes about topic ${id % 97} – naïve, but of good cheer.`,
    active: id % 5 !== 0,
    loginCount: (id * 7919) % 1000,
    createdAt,
    updatedAt: new Date(createdAt.getTime() + (id % 480) * hour),
  };
}

/** How many posts each user has. */
export const postsEach = 5;

/** The post of an id, from 1 on. Neighbours have different authors, as they come to have it in time. */
export function postOf(id: number, users: number): Post {
  return {
    id,
    authorId: 1 + ((id - 1) % users),
    title: `Post ${id}, on topic ${id % 97}`,
    body: `What there is to say about topic ${id % 97} – naïve, but of good cheer. `.repeat(1 + (id % 3)),
    views: (id * 7919) % 1000,
    published: id % 4 !== 0,
    createdAt: new Date(firstMoment + id * (hour + 1)),
  };
}

/** The posts of so many users. */
export function postsOf(users: number): Post[] {
  return Array.from({ length: users * postsEach }, (_, index) => postOf(index + 1, users));
}

/** The users from id 1 on. */
export function usersOf(count: number): User[] {
  return Array.from({ length: count }, (_, index) => userOf(index + 1));
}
