import { TransactionError } from "../errors/usage.js";
import { type Engine, transactionOf } from "./engine.js";
import { acquire, runText } from "./execute.js";
import { currentScope, withScope } from "./scope.js";
import { type Control, Transaction, type TransactionOptions } from "./transaction.js";

/** Runs `work` in a transaction, or inside an open one in a savepoint; its result comes after the commit. */
export async function runTransaction<R>(
  engine: Engine,
  work: () => Promise<R> | R,
  options: TransactionOptions,
): Promise<R> {
  const parent = transactionOf(engine);
  const { result, callbacks } = await (parent === undefined
    ? outermost(engine, work, options)
    : nested(engine, parent, work, options));
  // With the connection given back: a callback may need one, and there may be no other.
  await runAll(callbacks);
  return result;
}

/** What a transaction gave, and what was put off until its commit. */
interface Outcome<R> {
  readonly result: R;
  readonly callbacks: readonly (() => unknown)[];
}

async function nested<R>(
  engine: Engine,
  parent: Transaction,
  work: () => Promise<R> | R,
  options: TransactionOptions,
): Promise<Outcome<R>> {
  parent.assertOpen("transaction(…)");
  if (!parent.ambient && (options.isolation !== undefined || options.readOnly !== undefined)) {
    throw new TransactionError("isolation and readOnly belong to the outermost transaction; this one is nested in it.");
  }
  return parent.inTurn(() => run(engine, new Transaction(parent.lease, controlOf(engine), parent), "", work));
}

async function outermost<R>(
  engine: Engine,
  work: () => Promise<R> | R,
  options: TransactionOptions,
): Promise<Outcome<R>> {
  const lease = await acquire(engine, "transaction(…)");
  let broken = true;
  try {
    const outcome = await run(engine, new Transaction(lease, controlOf(engine)), engine.dialect.begin(options), work);
    broken = false;
    return outcome;
  } catch (error) {
    broken = !lease.connection.usable;
    throw error;
  } finally {
    engine.pool.release(lease, broken);
  }
}

async function run<R>(
  engine: Engine,
  transaction: Transaction,
  begin: string,
  work: () => Promise<R> | R,
): Promise<Outcome<R>> {
  await transaction.begin(begin);
  const transactions = new Map(currentScope().transactions).set(engine, transaction);
  let result: R;
  try {
    result = await withScope({ transactions }, async () => work());
  } catch (error) {
    await rollBack(transaction);
    throw error;
  }
  return { result, callbacks: await commit(transaction) };
}

/** One that fails does not keep the others from running; the first error comes through. */
async function runAll(callbacks: readonly (() => unknown)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const callback of callbacks) {
    try {
      await callback();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** A failed rollback must not hide why it was needed; the connection it failed on is not used again. */
async function rollBack(transaction: Transaction): Promise<void> {
  try {
    await transaction.rollback();
  } catch {
    await transaction.lease.connection.close();
  }
}

async function commit(transaction: Transaction): Promise<readonly (() => unknown)[]> {
  try {
    return await transaction.commit();
  } catch (error) {
    // Deferred constraints speak at COMMIT; whatever is still open then must not stay open.
    if (transaction.lease.connection.usable) await rollBackQuietly(transaction);
    throw error;
  }
}

async function rollBackQuietly(transaction: Transaction): Promise<void> {
  try {
    if (transaction.parent === undefined) await transaction.lease.connection.execute("rollback");
  } catch {
    await transaction.lease.connection.close();
  }
}

const controlOf =
  (engine: Engine): Control =>
  (lease, text) =>
    runText(engine, lease.connection, text, "transaction");

/** Begins a transaction that calls of this process join until it is ended by hand: for tests. */
export async function beginAmbient(engine: Engine): Promise<{ end(): Promise<void> }> {
  const lease = await acquire(engine, "test transaction");
  if (engine.ambient !== undefined) {
    engine.pool.release(lease);
    throw new TransactionError(
      "A test transaction is open on this database already: tests of one process that use it run one after the other.",
    );
  }
  const transaction = new Transaction(lease, controlOf(engine), undefined, true);
  engine.ambient = transaction;
  try {
    await transaction.begin(engine.dialect.begin({}));
  } catch (error) {
    engine.ambient = undefined;
    engine.pool.release(lease, true);
    throw error;
  }
  return {
    async end() {
      engine.ambient = undefined;
      try {
        await transaction.rollback();
      } finally {
        engine.pool.release(lease, !lease.connection.usable);
      }
    },
  };
}
