/** Lets one after the other go ahead, in the order in which they come. Whoever comes alone waits for no promise. */
export class Turns {
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  /** What to wait for, if there is anything; `leave` ends the turn. */
  take(): Promise<void> | undefined {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    return undefined;
  }

  leave(): void {
    const next = this.#waiting.shift();
    // It stays taken for the next one, so that nobody comes in between.
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
