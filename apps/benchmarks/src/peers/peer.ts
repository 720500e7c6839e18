import type { Post, WithPosts } from "../database/post.js";
import type { NewUser, User } from "../database/user.js";

/** A library that is measured, or a way to use one. Adding a peer: this in a file of its own, and a line in index.ts. */
export interface Peer {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the table calls it. */
  readonly label: string;
  /** The packages whose versions belong to the figures. */
  readonly packages: readonly string[];
  /** Connects a pool of at most `pool` connections that are never closed for being idle. */
  connect(url: string, pool: number): Promise<Session>;
}

/**
 * The work, done the way the library's own documentation does it. All peers read the same eight columns and give
 * numbers, booleans and Dates, so that nobody is fast by giving back less.
 */
export interface Session<R extends object = object, P extends object = object> {
  /** Reads one row by its key; a missing one is an error. */
  find(id: number): Promise<R>;
  /** Reads the first rows by key. */
  list(count: number): Promise<R[]>;
  /** Reads all users, each with its posts, in any order. */
  listWithPosts(): Promise<WithPosts<R, P>[]>;
  /** Writes one row and gives it back as the database has it. */
  insert(user: NewUser): Promise<R>;
  /** Loads one row, changes its e-mail address and `updatedAt`, and saves it. */
  update(id: number, email: string): Promise<unknown>;
  /** The plain values of what the methods give, for the check that all peers give the same. Never measured. */
  toUser(record: R): User;
  toPost(record: P): Post;
  close(): Promise<void>;
}
