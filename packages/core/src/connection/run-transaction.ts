import { CommitUnknownError } from "../errors/database.js";
import { type Place, placeHere } from "../errors/origin.js";
import { transactionChannel } from "../events/channels.js";
import { trace } from "../events/trace.js";
import type { TransactionEvent } from "../events/transaction-event.js";
import type { Attempts } from "./attempts.js";
import { begun } from "./begun.js";
import { inTime } from "./deadline.js";
import type { Engine } from "./engine.js";
import { acquire, observeText } from "./execute.js";
import type { Lease } from "./lease.js";
import { joined, outside, placeInOpen } from "./propagation.js";
import { due, runCommitted, runRolledBack } from "./put-off.js";
import { withRetries } from "./retry.js";
import { currentScope, withScope } from "./scope.js";
import { Session } from "./session.js";
import { Transaction } from "./transaction.js";
import type { TransactionContext, TransactionOptions } from "./transaction-options.js";

/** What is run in a transaction. */
export type Work<R> = (context: TransactionContext) => Promise<R> | R;

/** Runs `work` in a transaction, or inside an open one as `propagation` says; its result comes after the commit. */
export async function runTransaction<R>(engine: Engine, work: Work<R>, options: TransactionOptions): Promise<R> {
  const place = placeHere();
  const { how, around } = placeInOpen(engine, options, place);
  switch (how) {
    case "join":
      return joined(around, work);
    case "without":
      return work({ attempt: 1 });
    case "outside":
      return outside(engine, around, () => begun(work({ attempt: 1 })), "transaction(…)", place) as R;
    case "own":
      return outside(engine, around, () => begin(engine, undefined, work, options, place), "transaction(…)", place);
    default:
      return begin(engine, around, work, options, place);
  }
}

async function begin<R>(
  engine: Engine,
  parent: Transaction | undefined,
  work: Work<R>,
  options: TransactionOptions,
  place: Place,
): Promise<R> {
  // A savepoint cannot get out of what the whole has met; in a test's own transaction it stands for the whole.
  const retries = parent === undefined || parent.ambient ? (options.retries ?? 0) : 0;
  const { result, transaction } = await withRetries(engine, retries, (attempts) => {
    const transaction = new Transaction({ ...(parent !== undefined && { parent }), options, place, attempts });
    return carryOut(engine, transaction, { work, attempts });
  });
  // With the connection given back: a callback may need one, and there may be no other.
  if (transaction.top === transaction && transaction.putOff.length > 0) {
    await runCommitted(due(transaction.putOff), place);
  }
  return result;
}

/** What a transaction is to do. */
interface Task<R> {
  readonly work: Work<R>;
  readonly attempts: Attempts;
}

/** What a transaction gave, and itself. */
interface Outcome<R> {
  readonly result: R;
  readonly transaction: Transaction;
}

/** Begins a transaction, does its work and ends it, with the connection given back whatever happens. */
export function carryOut<R>(engine: Engine, transaction: Transaction, task: Task<R>): Promise<Outcome<R>> {
  const { parent } = transaction;
  return parent === undefined ? outermost(engine, transaction, task) : nested(engine, parent, transaction, task);
}

async function nested<R>(
  engine: Engine,
  parent: Transaction,
  transaction: Transaction,
  task: Task<R>,
): Promise<Outcome<R>> {
  try {
    return await parent.nest(transaction, () => run(engine, transaction, [], task));
  } catch (error) {
    if (transaction.top === transaction) await runRolledBack(due(transaction.putOff), transaction, engine);
    throw error;
  }
}

async function outermost<R>(engine: Engine, transaction: Transaction, task: Task<R>): Promise<Outcome<R>> {
  const lease = await acquire(engine, transaction.what, transaction.place);
  const session = sessionOf(engine, lease);
  transaction.attach(session);
  try {
    const outcome = await run(engine, transaction, engine.dialect.begin(transaction.options), task);
    engine.pool.release(lease, !session.isFit);
    return outcome;
  } catch (error) {
    engine.pool.release(lease, !session.isFit);
    await runRolledBack(due(transaction.putOff), transaction, engine);
    throw error;
  }
}

/** Has it run where it can be seen and is counted. */
function run<R>(
  engine: Engine,
  transaction: Transaction,
  begin: readonly string[],
  task: Task<R>,
): Promise<Outcome<R>> {
  const nested = transaction.top !== transaction;
  const attempt = task.attempts.number;
  const { transactions } = engine.meter;
  if (!nested && attempt > 1) transactions.retried++;
  const ended = (event: TransactionEvent | undefined, outcome: TransactionEvent["outcome"]) => {
    if (event !== undefined) event.outcome = outcome;
    if (nested || outcome === "lost") return;
    transactions[outcome === "committed" ? "committed" : "rolledBack"]++;
  };
  const describe = (): TransactionEvent => {
    const { request } = currentScope();
    return { ...engine.source, nested, attempt, outcome: undefined, error: undefined, request };
  };
  return trace(transactionChannel, describe, async (event) => {
    try {
      const outcome = await runUntilEnd(engine, transaction, begin, task);
      ended(event, "committed");
      return outcome;
    } catch (error) {
      ended(event, error instanceof CommitUnknownError ? "lost" : "rolled back");
      throw error;
    }
  });
}

async function runUntilEnd<R>(
  engine: Engine,
  transaction: Transaction,
  begin: readonly string[],
  { work, attempts }: Task<R>,
): Promise<Outcome<R>> {
  const begun = transaction.begin(begin);
  if (begun !== undefined) await begun;
  const transactions = new Map(currentScope().transactions).set(engine, transaction);
  let result: R;
  try {
    const run = async () => work({ attempt: attempts.number });
    result = await inTime(transaction, () => withScope({ transactions }, run));
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  await transaction.commit();
  return { result, transaction };
}

/** A session on a connection that was taken from the pool. */
export function sessionOf(engine: Engine, lease: Lease): Session {
  const observe = (text: string, run: () => Promise<void>) => observeText(engine, text, "transaction", run);
  return new Session(lease, observe, {
    failsWhole: !engine.dialect.capabilities.failuresStayAlone,
    leads: engine.sharing.isOn && lease.connection.runAfter !== undefined,
  });
}
