/** Has pieces of work run one after the other, in the order in which they came. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #queued = 0;

  /** Nothing runs, and nothing waits to. */
  get isFree(): boolean {
    return this.#queued === 0;
  }

  async take<R>(work: () => Promise<R>): Promise<R> {
    this.#queued++;
    const run = this.#last.then(work).finally(() => {
      this.#queued--;
    });
    this.#last = run.catch(() => undefined);
    return run;
  }
}
