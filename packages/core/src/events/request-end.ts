/**
 * The end of a request before it is done, as whoever serves it tells it. What is running watches it without a signal of
 * the platform, which is made for those who ask for one: most requests are answered, and nobody asks.
 */
export class RequestEnd {
  #reason: { readonly reason: unknown } | undefined;
  #stops: Set<() => void> | undefined;
  #controller: AbortController | undefined;

  /** Whether it has come. */
  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  /** Why. */
  get reason(): unknown {
    return this.#reason?.reason;
  }

  /** For those who watch a signal. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason !== undefined) this.#controller.abort(this.#reason.reason);
    return this.#controller.signal;
  }

  /** Ends the request; only the first reason counts. */
  abort(reason: unknown): void {
    if (this.#reason !== undefined) return;
    this.#reason = { reason };
    this.#controller?.abort(reason);
    for (const stop of [...(this.#stops ?? [])]) stop();
  }

  /** Has `stop`, a function of the caller's own, called when it comes; gives back what ends that. */
  watch(stop: () => void): () => void {
    this.#stops ??= new Set();
    const stops = this.#stops.add(stop);
    return () => void stops.delete(stop);
  }
}
