import { placeHere } from "../errors/origin.js";
import { TransactionError } from "../errors/usage.js";
import type { Engine } from "./engine.js";
import { acquire } from "./execute.js";
import { sessionOf } from "./run-transaction.js";
import { Transaction } from "./transaction.js";

/** Begins a transaction that calls of this process join until it is ended by hand: for tests. */
export async function beginAmbient(engine: Engine): Promise<{ end(): Promise<void> }> {
  const place = placeHere();
  const lease = await acquire(engine, "test transaction", place);
  if (engine.ambient !== undefined) {
    engine.pool.release(lease);
    throw new TransactionError(
      "A test transaction is open on this database already: tests of one process that use it run one after the other.",
    );
  }
  const transaction = new Transaction({ session: sessionOf(engine, lease), place, ambient: true });
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
      await transaction.rollback();
      engine.pool.release(lease, !lease.connection.usable);
    },
  };
}
