import type { DriverRequest, DriverResult } from "../dialect/driver.js";
import type { Compiled } from "../sql/compile.js";
import { type Engine, transactionOf } from "./engine.js";
import { abortable, forRequest } from "./for-request.js";
import { currentScope } from "./scope.js";
import type { SharedLease } from "./sharing.js";
import { momentHere, waitedSince } from "./waiting.js";

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
  const run = () => paced(compiled, () => shared.pipeline(request), shared.running);
  // Awaited, so that the stack of an error leads on to the caller.
  try {
    const asked = abortable();
    if (asked === undefined) return await observe(run);
    return await forRequest(
      asked,
      what,
      () => stop(shared),
      () => observe(run),
    );
  } finally {
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

/** Remembers how long a statement takes by itself; `place` is how many are on their way before its end. */
export async function paced<R>({ pace }: Compiled, run: () => Promise<R>, place = 1): Promise<R> {
  const begun = momentHere();
  try {
    return await run();
  } finally {
    const taken = Math.min(waitedSince(begun) / place, most);
    // One that was slow once, on a machine with much to do, is not taken for a slow one yet.
    pace.milliseconds = taken < pace.milliseconds ? taken : pace.milliseconds + (taken - pace.milliseconds) / 4;
  }
}
