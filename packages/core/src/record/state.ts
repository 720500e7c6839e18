import type { ModelMeta } from "../schema/model-meta.js";

/** Stands in `originals` for a column that was never read or written. */
export const unread: unique symbol = Symbol("unread");

/** What a record knows about itself beside its properties. */
export interface RecordState {
  readonly meta: ModelMeta;
  /** `"new"` until the first save; `"deleted"` after delete. */
  phase: "new" | "saved" | "deleted";
  /** By column: a snapshot of the value that the database has, or `unread`. */
  originals: unknown[];
  /** The database that the record came from and goes back to. */
  home: object | undefined;
}

/** A constructor that gives back what it is given, so that a subclass's private field lands on any object. */
const Returned = function (this: unknown, target: object): object {
  return target;
} as unknown as new (
  target: object,
) => object;

/**
 * Keeps the state in a private field stamped onto the record: invisible to `console.log`, JSON, spread and equality,
 * out of reach of data, and several times cheaper than a WeakMap.
 */
class Slot extends Returned {
  #state: RecordState;

  constructor(target: object, state: RecordState) {
    super(target);
    this.#state = state;
  }

  static read(target: object): RecordState | undefined {
    return #state in target ? target.#state : undefined;
  }
}

/** Gives a record its state; done once, when it is made. */
export function attachState(record: object, state: RecordState): void {
  new Slot(record, state);
}

/** The state of a record. */
export function stateOf(record: object): RecordState {
  const state = Slot.read(record);
  if (state === undefined) throw new TypeError("This object is no record: it was not made by a model.");
  return state;
}
