/** Lets one in at a time, in the order in which they came. */
export class Mutex {
  private taken = false;
  private readonly waiting: (() => void)[] = [];

  /** Waits until nobody is in; gives false if that takes longer than `timeout` milliseconds. */
  async enter(timeout = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (!this.taken) {
      this.taken = true;
      return true;
    }
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const come = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.waiting.push(come);
      if (!Number.isFinite(timeout)) return;
      timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(come), 1);
        resolve(false);
      }, timeout);
    });
  }

  /** Lets the next one in. */
  leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.taken = false;
    else next();
  }

  /** Nobody is in, and nobody waits. */
  get isFree(): boolean {
    return !this.taken;
  }
}
