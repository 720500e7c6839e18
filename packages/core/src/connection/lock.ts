import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError, LockTimeoutError } from "../errors/database.js";
import { type Place, placeHere, told } from "../errors/origin.js";
import { TransactionError } from "../errors/usage.js";
import { type Engine, transactionOf } from "./engine.js";
import { acquire, queryText } from "./execute.js";
import type { HeldLock } from "./hold.js";
import { Mutex } from "./mutex.js";
import { sessionOf } from "./run-transaction.js";
import { currentScope, withoutTransaction, withScope } from "./scope.js";
import { Transaction } from "./transaction.js";

/** What `db.lock` may be told. */
export interface NamedLockOptions {
  /** Milliseconds to wait for it before `LockTimeoutError`; 0 takes it at once or not at all. No limit if not given. */
  readonly timeout?: number | undefined;
}

/** One lock that is asked for. */
interface Asked<R> {
  readonly engine: Engine;
  readonly name: string;
  readonly what: string;
  readonly place: Place;
  readonly timeout: number | undefined;
  /** When the time is up, on the clock of `performance`. */
  readonly end?: number | undefined;
  readonly work: () => Promise<R> | R;
}

/** Runs `work` while nobody else has the lock of this name. */
export async function withLock<R>(
  engine: Engine,
  name: string,
  work: () => Promise<R> | R,
  { timeout }: NamedLockOptions,
): Promise<R> {
  const place = placeHere();
  check(name, timeout);
  const what = `lock(${JSON.stringify(name)})`;
  const asked: Asked<R> = { engine, name, what, place, timeout, work };
  const scope = currentScope();
  if (scope.locks.some((held) => held.engine === engine && held.name === name && !held.isOver)) return work();
  const transaction = transactionOf(engine);
  transaction?.assertOpen(what);
  if (engine.dialect.advisoryLock === undefined) return oneByOne(asked, holding);
  refuseToWaitForOneself(asked);
  if (transaction === undefined) return oneByOne(asked, onOwnConnection);
  await take(asked);
  transaction.locks.add(name);
  return holding(asked);
}

function check(name: unknown, timeout: unknown): void {
  if (typeof name !== "string" || name === "") {
    throw new TransactionError(`lock(…) takes a name, a text, not ${String(name).slice(0, 40) || "an empty one"}.`);
  }
  if (timeout === undefined || (Number.isInteger(timeout) && (timeout as number) >= 0)) return;
  throw new TransactionError(`lock(…) takes as timeout a whole number of milliseconds, not ${String(timeout)}.`);
}

/** A transaction around this call has it until its end, and waits for this call. */
function refuseToWaitForOneself({ engine, name, what, place }: Asked<unknown>): void {
  const holder = currentScope()
    .holds.get(engine)
    ?.find(({ isOver, locks }) => !isOver && locks.has(name));
  if (holder === undefined) return;
  throw new TransactionError(
    `${told(what, place)} would wait for itself: the ${told(`${holder.what} begun`, holder.place)} has it until its end. Take the lock around the transaction.`,
  );
}

/** Runs the work with the lock noted, so that it is let in where it asks for it again. */
async function holding<R>({ engine, name, work }: Asked<R>): Promise<R> {
  const lock: HeldLock = { engine, name, isOver: false };
  try {
    return await withScope({ locks: [...currentScope().locks, lock] }, work);
  } finally {
    lock.isOver = true;
  }
}

/** Locks of this process, by database and name. */
const mutexes = new WeakMap<Engine, Map<string, Mutex>>();

/**
 * Lets the calls of this process in one by one: that is all where nobody else uses the database, and elsewhere keeps
 * those that wait from taking the connections which the work of the one that is in needs.
 */
async function oneByOne<R>(asked: Asked<R>, run: (asked: Asked<R>) => Promise<R>): Promise<R> {
  const { engine, name, timeout } = asked;
  const end = timeout === undefined ? undefined : performance.now() + timeout;
  const all = mutexes.get(engine) ?? new Map<string, Mutex>();
  mutexes.set(engine, all);
  const mutex = all.get(name) ?? new Mutex();
  all.set(name, mutex);
  if (!(await mutex.enter(timeout))) throw tooLate(asked);
  try {
    return await run({ ...asked, end });
  } finally {
    mutex.leave();
    if (mutex.isFree) all.delete(name);
  }
}

/** A transaction that does nothing else has the lock, so that it is let go whatever happens to the program. */
async function onOwnConnection<R>(asked: Asked<R>): Promise<R> {
  const { engine, what, place } = asked;
  const lease = await acquire(engine, what, place);
  const session = sessionOf(engine, lease);
  const holder = new Transaction({ session, place, what });
  const within = <T>(run: () => T): T =>
    withScope({ transactions: new Map(currentScope().transactions).set(engine, holder) }, run);
  try {
    await holder.begin(engine.dialect.begin({}));
    await within(() => take(asked));
    const result = await withoutTransaction(engine, holder, () => holding(asked));
    await within(() => queryText(engine, "select 1")).catch((cause: unknown) => {
      throw lost(asked, cause);
    });
    return result;
  } finally {
    await holder.rollback();
    engine.pool.release(lease, !session.isFit);
  }
}

function lost({ what, place }: Asked<unknown>, cause: unknown): ConnectionError {
  return new ConnectionError(
    `The connection that held ${told(what, place)} was lost while it was held: somebody else may have had the lock meanwhile.`,
    { cause },
  );
}

/** The longest pause between two attempts to get a lock, in milliseconds. */
const pause = 50;

/** Takes the lock in the open transaction. With a limit of time it asks again and again: a wait that fails would spoil that. */
async function take(asked: Asked<unknown>): Promise<void> {
  const { engine, name, timeout } = asked;
  const { advisoryLock } = engine.dialect;
  if (advisoryLock === undefined) return;
  const key = createHash("sha256").update(name).digest().readBigInt64BE();
  if (timeout === undefined) {
    await queryText(engine, advisoryLock(key, true));
    return;
  }
  const { end = performance.now() + timeout } = asked;
  for (let wait = 1; ; wait = Math.min(2 * wait, pause)) {
    if ((await queryText(engine, advisoryLock(key, false))).length > 0) return;
    const left = end - performance.now();
    if (left <= 0) throw tooLate(asked);
    await sleep(Math.min(wait, left));
  }
}

function tooLate({ what, place, timeout }: Asked<unknown>): LockTimeoutError {
  return new LockTimeoutError(`${told(what, place)} was not granted within ${timeout} ms: somebody else has it.`);
}
