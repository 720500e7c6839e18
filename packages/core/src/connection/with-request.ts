import { QueryError } from "../errors/usage.js";
import { RequestContext, type RequestInfo } from "../events/request-context.js";
import { describe } from "../fields/numeric-type.js";
import { type Begun, begun } from "./begun.js";
import { readRequest } from "./read-request.js";
import { currentScope, withScope } from "./scope.js";

/**
 * Runs `work` as part of a request, through timers and parallel awaits too, and gives what it gives: its statements are
 * counted, known by its route in logs and events, and ended when its `signal` aborts. Inside another request it takes
 * over what it does not set, and counts for both. A query that `work` gives back runs as part of the request, too. `work`
 * may be the `done` of a framework's hook. Throws `QueryError` for what is no description of a request.
 *
 * @example
 * const report = await withRequest({ id: "7f3a", route: "/users" }, async () => {
 *   await User.all();
 *   return currentRequest()?.report;
 * });
 * console.assert(report?.statements === 1 && report.rows === 2 && report.repeated.length === 0);
 */
export function withRequest<R>(info: RequestInfo, work: () => R): Begun<R> {
  const read = readRequest(info);
  if (typeof work !== "function") {
    throw new QueryError(`withRequest takes a function to run as its second argument, not ${describe(work)}.`);
  }
  return withScope({ request: new RequestContext(read, currentScope().request) }, () => begun(work()));
}

/**
 * The request that the running call is part of, with its `report`; `undefined` outside of `withRequest(…)`.
 *
 * @example
 * console.assert(currentRequest() === undefined);
 * withRequest({ id: "7f3a", tenant: "acme" }, () =>
 *   withRequest({ route: "/users" }, () => {
 *     console.assert(currentRequest()?.tenant === "acme" && currentRequest()?.route === "/users");
 *   }),
 * );
 */
export function currentRequest(): RequestContext | undefined {
  return currentScope().request;
}
