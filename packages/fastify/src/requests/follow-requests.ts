import { AsyncResource } from "node:async_hooks";
import { currentRequest, type RequestInfo, withRequest } from "@chakra-orm/core";
import { Database as DatabaseOf, RequestScope } from "@chakra-orm/core/internal";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { openForRoute } from "../transactions/open-for-route.js";
import { endOf } from "./request-end.js";
import { keepRunning, knownOf, runningRequest } from "./running-request.js";
import { warnOfRepeats } from "./warn-of-repeats.js";

/**
 * Makes every request of this instance, and of those inside it, one that the ORM knows: for its statements, its logs, its
 * tenant and its transaction. With callbacks rather than promises, so that it holds for all that follows.
 */
export function followRequests(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    let enter: <R>(work: () => R) => R;
    try {
      enter = begin(request, reply);
    } catch (error) {
      return done(error as Error);
    }
    enter(done);
  });
  // A body arrives by events of the socket, which know nothing of the scope; and the tenant may be known only now.
  app.addHook("preValidation", (request, _reply, done) => resume(request, done));
  app.addHook("preHandler", (request, _reply, done) => resume(request, done));
  app.addHook("onResponse", (request, _reply, done) => {
    const known = knownOf(request);
    if (known === undefined) return done();
    if (known.context.hasRepeats) warnOfRepeats(request, known.context.report);
    // Hooks that note what was answered write for themselves: the transaction is over.
    known.leaveTransaction(done);
  });
}

function begin(request: FastifyRequest, reply: FastifyReply): <R>(work: () => R) => R {
  const { databases } = request.server;
  const scope = new RequestScope({
    info: describe(request),
    end: endOf(request, reply),
    origin: request,
    databases: databases.connected,
    // Models find the databases of this instance; those that name none have its default one.
    engine: databases.has() ? DatabaseOf.engine(databases.get()) : undefined,
  });
  return scope.enter(() => {
    const leaveTransaction = bindHere();
    const transaction = openForRoute(request, reply);
    const enter = transaction?.run(bindHere) ?? leaveTransaction;
    keepRunning(request, { context: scope.context, enter, leaveTransaction });
    return enter;
  });
}

/** What runs a function as if it were called here, for other packages that follow the calls, too. */
function bindHere(): <R>(work: () => R) => R {
  const here = new AsyncResource("ChakraRequest");
  return (work) => here.runInAsyncScope(work);
}

function describe(request: FastifyRequest): RequestInfo {
  const { traceparent } = request.headers;
  return {
    id: String(request.id),
    route: request.routeOptions.url,
    method: request.method,
    traceparent: typeof traceparent === "string" ? traceparent : undefined,
    tenant: request.server.databases.tenantOf(request),
    repeatedFrom: request.server.databases.repeatedFrom || undefined,
  };
}

function resume(request: FastifyRequest, done: (error?: Error) => unknown): unknown {
  const known = knownOf(request);
  if (known === undefined) return done();
  // Left alone where it still holds: other plugins may have added to it.
  if (runningRequest() === request) return withTenant(request, done);
  return known.enter(() => withTenant(request, done));
}

/** Asks once more on whose behalf: who it is may have been found out since. */
function withTenant(request: FastifyRequest, done: (error?: Error) => unknown): unknown {
  if (currentRequest()?.tenant !== undefined) return done();
  let tenant: string | undefined;
  try {
    tenant = request.server.databases.tenantOf(request);
  } catch (error) {
    return done(error as Error);
  }
  if (tenant === undefined) return done();
  return withRequest({ tenant }, done);
}
