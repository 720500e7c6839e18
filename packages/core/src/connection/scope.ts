import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestContext } from "../events/request-context.js";
import type { HeldLock, Hold } from "./hold.js";
import type { Transaction } from "./transaction.js";

/** What follows the async context: the open transaction of each database, and the database to use. */
export interface Scope {
  readonly transactions: ReadonlyMap<object, Transaction>;
  /** What keeps a connection of each database while the running call wants another one. */
  readonly holds: ReadonlyMap<object, readonly Hold[]>;
  /** The named locks that the running call has. */
  readonly locks: readonly HeldLock[];
  /** The hook that is running for a record. */
  readonly hooks: ReadonlyMap<object, string>;
  /** The database that `db.use()` chose for models without one of their own. */
  readonly database: object | undefined;
  /** The request that it runs for. */
  readonly request: RequestContext | undefined;
  /** The databases of the app that the call belongs to, by name; none outside of apps that keep theirs to themselves. */
  readonly databases: ReadonlyMap<string, object> | undefined;
  /** Who acts, as entries of audited models say it. */
  readonly actor: { readonly key: string; readonly model: string | null } | undefined;
}

const key = Symbol.for("@chakra-orm/scope@1");
const holder = globalThis as { [key]?: AsyncLocalStorage<Scope> };

/** One store for the process, also where two copies of this package are loaded: a call in either joins. */
holder[key] ??= new AsyncLocalStorage<Scope>();
const storage = holder[key];

const empty: Scope = {
  transactions: new Map(),
  holds: new Map(),
  locks: [],
  hooks: new Map(),
  database: undefined,
  request: undefined,
  databases: undefined,
  actor: undefined,
};

/** The scope of the running call. */
export function currentScope(): Scope {
  return storage.getStore() ?? empty;
}

/** Runs `work` in a scope that differs from the current one as `change` says. */
export function withScope<R>(change: Partial<Scope>, work: () => R): R {
  return storage.run({ ...currentScope(), ...change }, work);
}

/** Runs `work` in a scope that was made before. */
export function runIn<R>(scope: Scope, work: () => R): R {
  return storage.run(scope, work);
}

/** Runs `work` outside the transaction that is open on this database, while that one waits and keeps its connection. */
export function withoutTransaction<R>(engine: object, waiting: Hold | undefined, work: () => R): R {
  const scope = currentScope();
  const transactions = new Map(scope.transactions);
  transactions.delete(engine);
  if (waiting === undefined) return withScope({ transactions }, work);
  const holds = new Map(scope.holds).set(engine, [...(scope.holds.get(engine) ?? []), waiting]);
  return withScope({ transactions, holds }, work);
}
