import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { Returned } from "../schema/returned.js";
import type { Origin } from "./origin.js";
import { aloneIn, type Company } from "./peers.js";

/** Stands in `originals` for a column that was never read or written. */
export const unread: unique symbol = Symbol("unread");

/** How far a record has come: `"new"` until the first save; `"deleted"` after delete. */
export type Phase = "new" | "saved" | "deleted";

/** What a record knows about itself beside its properties. Made by `stateConstructor`. */
export abstract class RecordState {
  /** On the prototype of all states of a model. */
  declare readonly meta: ModelMeta;
  /** By column, the property that holds its snapshot. */
  declare protected readonly slots: readonly PropertyKey[];
  declare phase: Phase;
  /** What it shares with the records that came with it. */
  declare company: Company;
  /** The record that it was loaded for. */
  declare origin: Origin | undefined;
  /** What is known of its relations, by name. Absent until there is something. */
  declare related: Map<string, Related> | undefined;
  /** Names of what came with it and is no column: numbers of related rows, what was computed. */
  declare extras?: readonly string[];

  /** The database that the record came from and goes back to. */
  get home(): object | undefined {
    return this.company.home;
  }

  set home(home: object | undefined) {
    if (this.company.home !== home) this.company = aloneIn(home);
  }

  /** A snapshot of the value that the database has in a column, or `unread`. */
  original({ index }: ColumnMeta): unknown {
    return (this as unknown as Record<PropertyKey, unknown>)[this.slots[index] as PropertyKey];
  }

  /** Takes this for what the database has in a column. */
  setOriginal({ index }: ColumnMeta, snapshot: unknown): void {
    (this as unknown as Record<PropertyKey, unknown>)[this.slots[index] as PropertyKey] = snapshot;
  }
}

/** What a record knows of one of its relations beside what it shows. */
export interface Related {
  /** The record, the list of records, or null; meaningless while `pending`. */
  readonly value: unknown;
  /** The key that it was found by: with another one it no longer holds. */
  readonly key: string | number | undefined;
  /** Settles when what is on its way has come. */
  readonly pending: Promise<void> | undefined;
  /** The record was given this as its property, so anything else there was assigned. */
  readonly shown?: boolean;
  /** What the record's own key was when it was given this: another key was set since. */
  readonly keyThen?: readonly unknown[];
}

/** Keeps what is known of a relation. */
export function remember(state: RecordState, name: string, related: Related): void {
  state.related ??= new Map();
  state.related.set(name, related);
}

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

/** The state of what may be a record, or `undefined`. */
export function stateIfRecord(value: unknown): RecordState | undefined {
  return typeof value === "object" && value !== null ? Slot.read(value) : undefined;
}
