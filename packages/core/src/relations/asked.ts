import type { Fetched, Group } from "./reader.js";

/** What came of a relation that was asked for before its parents were there. */
export class Asked {
  readonly #keys: Group["places"];
  readonly #answer: Fetched | { readonly error: unknown };

  constructor(keys: Group["places"], answer: Fetched | { readonly error: unknown }) {
    this.#keys = keys;
    this.#answer = answer;
  }

  /** Whether what these parents look for is in the answer: their keys are what was read, and not what was given. */
  covers({ places }: Group): boolean {
    for (const identity of places.keys()) if (!this.#keys.has(identity)) return false;
    return true;
  }

  /** What was found; its error only counts once somebody needs it. */
  answer(): Fetched {
    if ("error" in this.#answer) throw this.#answer.error;
    return this.#answer;
  }
}
