import { isChanged } from "../record/changes.js";
import { stateOf } from "../record/state.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { Load } from "../statement/read.js";
import type { Fetched } from "./fetched.js";
import type { Group } from "./group.js";
import type { Keys } from "./keys.js";
import { type Identity, identityOfValue } from "./parent-key.js";

/** What came of a relation that was asked for before its parents were there. */
export class Asked {
  readonly #keys: Keys;
  readonly #take: () => Fetched;
  /** What was asked for of the relations that come after it. */
  readonly next: ReadonlyMap<Load, Asked>;

  constructor(keys: Keys, take: () => Fetched, next: ReadonlyMap<Load, Asked>) {
    this.#keys = keys;
    this.#take = take;
    this.next = next;
  }

  /** Whether what these parents look for is in the answer: their keys are what was read, and not what was given. */
  covers(parents: readonly object[], { places, steps }: Group): boolean {
    const keys = this.#keys;
    if (keys === "present") return true;
    if (keys === "own") {
      const { from } = steps[0] as RelationStep;
      return parents.every((parent) => from.every((column) => !isChanged(parent, stateOf(parent), column)));
    }
    const asked = keys.values.map((value) => identityOfValue(keys.column, value));
    if (asked.length === 1) return places.size === 0 || (places.size === 1 && places.has(asked[0] as Identity));
    const known = new Set(asked);
    for (const identity of places.keys()) if (!known.has(identity)) return false;
    return true;
  }

  /** What was found. */
  answer(): Fetched {
    return this.#take();
  }
}
