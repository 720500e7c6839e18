import { detached } from "@chakra-orm/core/internal";

/**
 * Bites when a statement gets no answer: the server's own limit does not help where the network swallows everything.
 * One timer a connection, not one a statement: it looks at the deadline when it fires, and sleeps again.
 */
export class Watchdog {
  readonly #limit: number;
  readonly #bite: () => void;
  #deadline = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Why the connection was given up, once it was. */
  reason: Error | undefined;

  /** `limit` is in milliseconds; 0 is no limit. */
  constructor(limit: number, bite: () => void) {
    this.#limit = limit;
    this.#bite = bite;
  }

  /** A statement begins. */
  start(): void {
    if (this.#limit === 0) return;
    this.#deadline = performance.now() + this.#limit;
    this.#timer ??= this.#sleep(this.#limit);
  }

  /** The answer is there. */
  stop(): void {
    this.#deadline = 0;
  }

  #sleep(milliseconds: number): NodeJS.Timeout {
    const wake = (): void => {
      this.#timer = undefined;
      if (this.#deadline === 0) return;
      const left = this.#deadline - performance.now();
      if (left > 0) {
        this.#timer = this.#sleep(left);
        return;
      }
      this.reason = new Error(`The server gave no answer within ${this.#limit} ms, so the connection was cut off`);
      this.#bite();
    };
    return detached(() => setTimeout(wake, milliseconds).unref());
  }
}
