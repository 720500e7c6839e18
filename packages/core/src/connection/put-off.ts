import { type Place, told } from "../errors/origin.js";
import { TransactionError } from "../errors/usage.js";
import { type Engine, transactionOf } from "./engine.js";
import type { PutOff, Transaction } from "./transaction.js";

/** Puts a callback off until the outermost transaction has ended; gives false where none is open. */
export function putOff(engine: Engine, after: PutOff["after"], callback: () => unknown): boolean {
  const owner = transactionOf(engine);
  if (owner === undefined || owner.ambient) return false;
  owner.assertOpen(after === "committed" ? "afterCommit(…)" : "afterRollback(…)");
  owner.top.putOff.push({ owner, after, callback });
  return true;
}

/** Takes out what is to run now that the outermost transaction has ended; the rest never will. */
export function due(all: PutOff[]): (() => unknown)[] {
  return all
    .splice(0)
    .filter(({ owner, after }) => owner.fate === after)
    .map(({ callback }) => callback);
}

/** Runs all in order; one that fails does not keep the others from running. */
async function runAll(callbacks: readonly (() => unknown)[]): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (const callback of callbacks) {
    try {
      await callback();
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}

/** What failed after a commit must not read as if nothing had been committed. */
export async function runCommitted(callbacks: readonly (() => unknown)[], place: Place): Promise<void> {
  const errors = await runAll(callbacks);
  if (errors.length === 0) return;
  const [first] = errors;
  const reasons = errors.map((error) => (error instanceof Error ? error.message : String(error))).join("; ");
  throw new TransactionError(
    `The ${told("transaction begun", place)} was committed, but ${errors.length} of the callbacks that waited for it failed: ${reasons}. Do not run the transaction again.`,
    { cause: errors.length === 1 ? first : new AggregateError(errors, reasons) },
  );
}

/** The error that rolled the transaction back is on its way to the caller; what else fails is told to the log. */
export async function runRolledBack(
  callbacks: readonly (() => unknown)[],
  { place }: Transaction,
  engine: Engine,
): Promise<void> {
  for (const error of await runAll(callbacks)) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    engine.warn({ transaction: place(), error: reason }, "a callback of afterRollback failed");
  }
}
