import { isChanged } from "../record/changes.js";
import { stateOf } from "../record/state.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { Load } from "../statement/read.js";
import type { Fetched } from "./fetched.js";
import type { Group } from "./group.js";

/** What came of a relation that was asked for before its parents were there. */
export class Asked {
  readonly #keys: Group["places"] | undefined;
  readonly #take: () => Fetched;
  /** What was asked for of the relations that come after it. */
  readonly next: ReadonlyMap<Load, Asked>;

  /** `keys` are those that were looked for; none where they were the parents' own, in the state that these were read in. */
  constructor(keys: Group["places"] | undefined, take: () => Fetched, next: ReadonlyMap<Load, Asked>) {
    this.#keys = keys;
    this.#take = take;
    this.next = next;
  }

  /** Whether what these parents look for is in the answer: their keys are what was read, and not what was given. */
  covers(parents: readonly object[], { places, steps }: Group): boolean {
    const keys = this.#keys;
    if (keys === places) return true;
    if (keys === undefined) {
      const { from } = steps[0] as RelationStep;
      return parents.every((parent) => from.every((column) => !isChanged(parent, stateOf(parent), column)));
    }
    for (const identity of places.keys()) if (!keys.has(identity)) return false;
    return true;
  }

  /** What was found. */
  answer(): Fetched {
    return this.#take();
  }
}
