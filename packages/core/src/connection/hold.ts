import type { Place } from "../errors/origin.js";

/** Something that keeps a connection, and will go on doing so until the work inside it ends. */
export interface Hold {
  readonly what: string;
  /** Where it was begun. */
  readonly place: Place;
  /** It has let go of its connection, or is about to. */
  readonly isOver: boolean;
  /** The names of the locks that it has until its end. */
  readonly locks: ReadonlySet<string>;
}

/** A named lock that the running call is let in by. */
export interface HeldLock {
  readonly engine: object;
  readonly name: string;
  isOver: boolean;
}
