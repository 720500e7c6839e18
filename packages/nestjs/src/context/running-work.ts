import { AsyncLocalStorage } from "node:async_hooks";

/** Work of an app that no request stands for, such as that of a timer or a queue: closing the app waits for it. */
export class RunningWork {
  readonly #running = new Map<object, Promise<unknown>>();
  readonly #inside = new AsyncLocalStorage<readonly object[]>();

  /** Runs `work`, and counts it as long as what it gives is a promise that has not settled. */
  run<R>(work: () => R): R {
    const self = {};
    const result = this.#inside.run([...(this.#inside.getStore() ?? []), self], work);
    if (result instanceof Promise) {
      const end = () => this.#running.delete(self);
      this.#running.set(self, result.then(end, end));
    }
    return result;
  }

  /** Waits for all but the work that asks for it, at most so many milliseconds. */
  async drain(timeout: number): Promise<void> {
    const own = this.#inside.getStore() ?? [];
    const others = [...this.#running].filter(([self]) => !own.includes(self)).map(([, work]) => work);
    if (others.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeout);
    });
    await Promise.race([Promise.all(others), late]);
    clearTimeout(timer);
  }
}
