import type { Comment } from "../database/comment.js";
import type { Post } from "../database/post.js";
import type { Tag } from "../database/tag.js";
import type { NewUser, User } from "../database/user.js";

/** A library that is measured, or a way to use one. Adding a peer: this in a file of its own, and a line in index.ts. */
export interface Peer<S extends UserSession = Session> {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the table calls it. */
  readonly label: string;
  /** The packages whose versions belong to the figures. */
  readonly packages: readonly string[];
  /** What a program imports that uses it, for the measurement of imports. */
  readonly imports: readonly string[];
  /** Connects a pool of at most `pool` connections that are never closed for being idle. */
  connect(url: string, pool: number): Promise<S>;
}

/** What belongs to a record: an array, or what a library gives in place of one. */
export type Several<T> = Iterable<T> & { readonly length: number };

/**
 * The work on one table, done the way the library's own documentation does it. All peers read the same columns and give
 * numbers, booleans and Dates, so that nobody is fast by giving back less. What a library has no way to do is left out.
 */
export interface UserSession<U = object> {
  /** Reads one row by its key; a missing one is an error. */
  find(id: number): Promise<U>;
  /** Reads the first rows by key. */
  list(count: number): Promise<U[]>;
  /** Writes one row and gives it back as the database has it. */
  insert(user: NewUser): Promise<U>;
  /** Writes many rows, and gives them back as the database has them, in their order. */
  insertMany?(users: readonly NewUser[]): Promise<U[]>;
  /** The plain values of what the methods give, for the check that all peers give the same. Never measured. */
  toUser(record: U): User;
  close(): Promise<void>;
}

/** The work on all tables. */
export interface Session<U = object, P = object, C = object, T = object> extends UserSession<U> {
  /** Reads all users, each with its posts, in any order. */
  listWithPosts(): Promise<(U & { posts: Several<P> })[]>;
  /** Reads one user, its posts, and the tags of each; a missing user is an error. */
  graph(id: number): Promise<U & { posts: Several<P & { tags: Several<T> }> }>;
  /** Reads the last 50 posts up to this key, the last one first, each with its author and its comments. */
  feed(upTo: number): Promise<(P & { author: U; comments: Several<C> })[]>;
  /** Reads all comments in the order of their keys. */
  listComments(): Promise<C[]>;
  /** The same, some of them at a time. */
  streamComments?(): AsyncIterable<C>;
  /** Loads one row, changes its e-mail address and `updatedAt`, and saves it. */
  update(id: number, email: string): Promise<unknown>;
  toPost(record: P): Post;
  toComment(record: C): Comment;
  toTag(record: T): Tag;
}
