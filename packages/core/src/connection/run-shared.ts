import type { DriverRequest, DriverResult } from "../dialect/driver.js";
import type { Compiled } from "../sql/compile.js";
import { type Engine, transactionOf } from "./engine.js";
import { abortable, forRequest } from "./for-request.js";
import { currentScope } from "./scope.js";
import type { SharedLease } from "./sharing.js";

/** A place on a connection that other reads use as well, if this one may have such a place and there is one. */
export function shareFor(engine: Engine, { pace }: Compiled, what: string): SharedLease | undefined {
  if (!engine.sharing.suits(pace.milliseconds) || transactionOf(engine) !== undefined) return undefined;
  // Whoever keeps a connection meanwhile might be waited for by those that this read would be sent behind.
  if (currentScope().holds.get(engine) !== undefined) return undefined;
  return engine.sharing.join(what);
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

/** Remembers how long a statement takes by itself; `place` is how many are on their way before its end. */
export async function paced<R>({ pace }: Compiled, run: () => Promise<R>, place = 1): Promise<R> {
  const begun = performance.now();
  try {
    return await run();
  } finally {
    pace.milliseconds = (performance.now() - begun) / place;
  }
}
