import { AsyncLocalStorage } from "node:async_hooks";
import type { Transaction } from "./transaction.js";

/** What follows the async context: the open transaction of each database, and the database to use. */
export interface Scope {
  readonly transactions: ReadonlyMap<object, Transaction>;
  /** The database that `db.use()` chose for models without one of their own. */
  readonly database: object | undefined;
}

const key = Symbol.for("@chakra-orm/scope@1");
const holder = globalThis as { [key]?: AsyncLocalStorage<Scope> };

/** One store for the process, also where two copies of this package are loaded: a call in either joins. */
holder[key] ??= new AsyncLocalStorage<Scope>();
const storage = holder[key];

const empty: Scope = { transactions: new Map(), database: undefined };

/** The scope of the running call. */
export function currentScope(): Scope {
  return storage.getStore() ?? empty;
}

/** Runs `work` in a scope that differs from the current one as `change` says. */
export function withScope<R>(change: Partial<Scope>, work: () => R): R {
  return storage.run({ ...currentScope(), ...change }, work);
}
