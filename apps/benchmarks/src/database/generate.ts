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

/** The users from id 1 on. */
export function usersOf(count: number): User[] {
  return Array.from({ length: count }, (_, index) => userOf(index + 1));
}
