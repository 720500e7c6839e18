import type { Comment } from "./comment.js";
import type { Post } from "./post.js";
import type { Tag } from "./tag.js";
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

/** How many comments each post has. */
export const commentsEach = 4;

/** The comment of an id, from 1 on. */
export function commentOf(id: number, users: number): Comment {
  return {
    id,
    postId: 1 + ((id - 1) % (users * postsEach)),
    authorId: 1 + ((id * 31) % users),
    body: `Comment ${id}: ${id % 7 === 0 ? "très " : ""}well said, though topic ${id % 89} deserves a word more.`,
    createdAt: new Date(firstMoment + id * (hour / 60 + 1)),
  };
}

/** How many tags there are, and how many each post has. */
export const tagCount = 100;
export const tagsEach = 3;

/** The tag of an id, from 1 on. */
export const tagOf = (id: number): Tag => ({ id, name: `topic-${id}` });

/** The tags of a post: a third of all tags lies between any two of them. */
export function tagIdsOf(postId: number): number[] {
  return Array.from({ length: tagsEach }, (_, place) => 1 + ((postId + place * 33) % tagCount)).sort((a, b) => a - b);
}

/** The ids of a user's posts. */
export function postIdsOf(userId: number, users: number): number[] {
  return Array.from({ length: postsEach }, (_, place) => userId + place * users);
}

/** The ids of a post's comments. */
export function commentIdsOf(postId: number, users: number): number[] {
  return Array.from({ length: commentsEach }, (_, place) => postId + place * users * postsEach);
}

/** The users from id 1 on. */
export function usersOf(count: number): User[] {
  return Array.from({ length: count }, (_, index) => userOf(index + 1));
}
