interface OwnedStep<O> {
  readonly owner: O;
  readonly step: () => void;
}

/** What puts records back that were written, in the order in which they were, by who has to. */
export class UndoSteps<O> {
  readonly #steps: OwnedStep<O>[] = [];

  add(owner: O, step: () => void): void {
    this.#steps.push({ owner, step });
  }

  /** Puts back what belongs to such owners, the last one first. */
  run(isOwn: (owner: O) => boolean): void {
    for (let i = this.#steps.length - 1; i >= 0; i--) {
      const { owner, step } = this.#steps[i] as OwnedStep<O>;
      if (!isOwn(owner)) continue;
      this.#steps.splice(i, 1);
      step();
    }
  }
}
