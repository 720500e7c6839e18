import { TransactionError } from "../errors/usage.js";

/** How a transaction keeps what a record is like. */
export interface Keeper {
  readonly model: string;
  /** Remembers how the record is, and gives what puts it back. */
  readonly remembered: () => () => void;
  /** Remembers its values, and gives what names a property that is not as it was then, if there is one. */
  readonly compared: () => () => string | undefined;
}

/** How a record was when a run first touched it. */
interface Touched {
  readonly attempt: number;
  readonly putBack: () => void;
  readonly differing: () => string | undefined;
}

/** The runs of one transaction, and the records that have to be as they were before each. */
export class Attempts {
  number = 1;
  private readonly touched = new Map<object, Touched>();

  /** Keeps how a record is before this run sets or writes anything of it. */
  touch(record: object, { model, remembered, compared }: Keeper): void {
    const former = this.touched.get(record);
    if (former?.attempt === this.number) return;
    const property = former?.differing();
    if (property !== undefined) throw changedUnseen(model, property);
    this.touched.set(record, { attempt: this.number, putBack: remembered(), differing: compared() });
  }

  /** Puts everything back for the next run. */
  startOver(): void {
    for (const { attempt, putBack } of [...this.touched.values()].reverse()) if (attempt === this.number) putBack();
    this.number++;
  }
}

/**
 * A property that was set by hand, before the first `save`, on a record from outside: nobody saw it happen, so that
 * each run builds on what the one before has left.
 */
function changedUnseen(model: string, property: string): TransactionError {
  return new TransactionError(
    `A transaction that is run again sets ${model}.${property} of a record from outside it, on top of what the run before had set. Read the record inside the transaction, or set it with assign(…) or update(…), which are taken back.`,
    { model, fields: [property] },
  );
}
