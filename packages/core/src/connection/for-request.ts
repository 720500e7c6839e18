import type { RequestContext } from "../events/request-context.js";
import { currentScope } from "./scope.js";

/** The request of the running call, if something can end it before it is done. */
export function abortable(): RequestContext | undefined {
  const { request } = currentScope();
  return request?.canAbort === true ? request : undefined;
}

/** Runs a statement for a request: not at all once that is aborted, and stopped when it is aborted meanwhile. */
export async function forRequest<R>(
  request: RequestContext,
  what: string,
  stop: () => void,
  run: () => Promise<R>,
): Promise<R> {
  const before = request.aborted(what);
  if (before !== undefined) throw before;
  const done = request.onAbort(stop);
  try {
    return await run();
  } catch (error) {
    throw request.aborted(what) ?? error;
  } finally {
    done();
  }
}
