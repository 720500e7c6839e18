import type { ParentKey } from "./parent-key.js";
import type { Fetched, Group } from "./reader.js";

/** What came of a relation that was asked for before its parents were there. */
export class Asked {
  readonly #keys: ReadonlyMap<string | number, ParentKey>;
  readonly #answer: Fetched | { readonly error: unknown };

  constructor(keys: ReadonlyMap<string | number, ParentKey>, answer: Fetched | { readonly error: unknown }) {
    this.#keys = keys;
    this.#answer = answer;
  }

  /** Whether what these parents look for is in the answer: their keys are what was read, and not what was given. */
  covers({ keys }: Group): boolean {
    for (const identity of keys.keys()) if (!this.#keys.has(identity)) return false;
    return true;
  }

  /** What was found; its error only counts once somebody needs it. */
  answer(): Fetched {
    if ("error" in this.#answer) throw this.#answer.error;
    return this.#answer;
  }
}
