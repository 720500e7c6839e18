import type { DriverRequest, DriverResult } from "../dialect/driver.js";
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

/** A read that is sent behind others. */
export interface SharedRead {
  readonly what: string;
  readonly request: DriverRequest;
  readonly compiled: Compiled;
}

/** Runs a read in its place on a shared connection, and leaves it. */
export async function runShared(
  engine: Engine,
  shared: SharedLease,
  { what, request, compiled }: SharedRead,
  observe: (run: () => Promise<DriverResult>) => Promise<DriverResult>,
): Promise<DriverResult> {
  const place = shared.running;
  const asked = abortable();
  const before = asked?.aborted(what);
  const done = before === undefined ? asked?.onAbort(() => stop(shared)) : undefined;
  const begun = runningTurn();
  // Awaited, so that the stack of an error leads on to the caller.
  try {
    if (before !== undefined) throw before;
    return await observe(() => shared.pipeline(request));
  } catch (error) {
    throw asked?.aborted(what) ?? error;
  } finally {
    keepPace(compiled, begun, place);
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

/** Remembers how long a statement takes by itself. */
export async function paced<R>(compiled: Compiled, run: () => Promise<R>): Promise<R> {
  const begun = runningTurn();
  try {
    return await run();
  } finally {
    keepPace(compiled, begun, 1);
  }
}

/** `place` is how many are on their way before its end. */
function keepPace({ pace }: Compiled, begun: Turn, place: number): void {
  const taken = Math.min(waitedSince(begun) / place, most);
  // One that was slow once, on a machine with much to do, is not taken for a slow one yet.
  pace.milliseconds = taken < pace.milliseconds ? taken : pace.milliseconds + (taken - pace.milliseconds) / 4;
}
