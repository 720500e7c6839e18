import { CommitUnknownError, QueryTimeoutError } from "../errors/database.js";
import { callerLine, type Place, told } from "../errors/origin.js";
import { TransactionError } from "../errors/usage.js";

/** How a transaction ended; it is not known where the answer to COMMIT was lost. */
export type Ending = "committed" | "rolled back" | "lost";

/** Why a transaction whose work ended well cannot be committed. */
export interface Spoiled {
  readonly reason: string;
  readonly cause: unknown;
}

/** Errors of transactions that could not be committed, of which the cause says most. */
const spoiled = new WeakSet<object>();

/** Whether an error only says that a transaction could not be committed for what its cause says. */
export const isSpoiled = (error: object): boolean => spoiled.has(error);

/** It was rolled back although its work ended well. */
export function unfit(place: Place, { reason, cause }: Spoiled): TransactionError {
  const error = new TransactionError(`The ${told("transaction begun", place)} was rolled back: ${reason}`, { cause });
  spoiled.add(error);
  return error;
}

/** The connection was lost after COMMIT was sent. */
export function unanswered(place: Place, cause: unknown): CommitUnknownError {
  return new CommitUnknownError(
    `The connection was lost before COMMIT was answered, so nobody knows whether the ${told("transaction begun", place)} was committed. Look for what it wrote before running it again.`,
    { cause },
  );
}

/** It was open for too long. */
export function outOfTime(place: Place, timeout: number): QueryTimeoutError {
  return new QueryTimeoutError(
    `The ${told("transaction begun", place)} was open for longer than its timeout of ${timeout} ms, and is rolled back. Make it shorter, or raise the timeout.`,
  );
}

/** A call came after its end. */
export function tooLate(what: string, ending: Ending, place: Place): TransactionError {
  return new TransactionError(
    `${told(what, callerLine)} runs in a transaction that was ${ending} already, the one ${told("begun", place)}. Await every call inside transaction(…) before it ends, or start the work outside it, with db.outside(…).`,
  );
}
