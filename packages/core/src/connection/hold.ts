import type { Place } from "../errors/origin.js";

/** Something that keeps a connection, and will go on doing so until the work inside it ends. */
export interface Hold {
  readonly what: string;
  /** Where it was begun. */
  readonly place: Place;
  /** It has let go of its connection, or is about to. */
  readonly isOver: boolean;
}
