import type { Compiled } from "../sql/compile.js";
import { type Engine, transactionOf } from "./engine.js";
import { abortable } from "./for-request.js";
import { currentScope } from "./scope.js";
import type { SharedLease } from "./sharing.js";
import { runningTurn, type Turn, waitedSince } from "./waiting.js";

/** Whether a read may be sent behind others, and others behind it. */
export function mayShare(engine: Engine, { pace }: Compiled): boolean {
  if (!engine.sharing.suits(pace.milliseconds) || transactionOf(engine) !== undefined) return false;
  // Whoever keeps a connection meanwhile might be waited for by those that this read would be sent behind.
  return currentScope().holds.get(engine) === undefined;
}

/** Reads that are sent behind others. */
export interface SharedReads {
  readonly what: string;
  readonly paces: readonly Pace[];
}

type Pace = Compiled["pace"];

/** Runs reads in their place on a shared connection, and leaves it. */
export async function runShared<R>(
  engine: Engine,
  shared: SharedLease,
  { what, paces }: SharedReads,
  send: () => Promise<R>,
): Promise<R> {
  const place = shared.running;
  const asked = abortable();
  const before = asked?.aborted(what);
  const done = before === undefined ? asked?.onAbort(() => stop(shared)) : undefined;
  const begun = runningTurn();
  // Awaited, so that the stack of an error leads on to the caller.
  try {
    if (before !== undefined) throw before;
    return await send();
  } catch (error) {
    throw asked?.aborted(what) ?? error;
  } finally {
    keepPace(paces, begun, place);
    done?.();
    engine.sharing.leave(shared);
  }
}

/** Others' reads are not ended with this one: each is quick, or the connection would not be shared. */
function stop(shared: SharedLease): void {
  if (shared.running > 1) return;
  shared.closed = true;
  shared.lease.connection.cancel?.();
}

/** No time counts for more than so many milliseconds: a statement that is slow is seen to be so when it is that twice. */
const most = 6;

/** Remembers how long statements take by themselves. */
export async function paced<R>(paces: readonly Pace[], run: () => Promise<R>): Promise<R> {
  const begun = runningTurn();
  try {
    return await run();
  } finally {
    keepPace(paces, begun, 1);
  }
}

/** `place` is how many are on their way before its end, it being one; what is sent together shares the time. */
function keepPace(paces: readonly Pace[], begun: Turn, place: number): void {
  const taken = Math.min(waitedSince(begun) / (place * paces.length), most);
  for (const pace of paces) {
    // One that was slow once, on a machine with much to do, is not taken for a slow one yet.
    pace.milliseconds = taken < pace.milliseconds ? taken : pace.milliseconds + (taken - pace.milliseconds) / 4;
  }
}
