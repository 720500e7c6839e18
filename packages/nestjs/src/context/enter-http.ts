import { AsyncLocalStorage } from "node:async_hooks";
import { currentRequest, type RequestContext, withRequest } from "@chakra-orm/core";
import type { HttpServer } from "@nestjs/common";
import type { ChakraDatabases } from "./chakra-databases.js";
import { type HttpRequest, type HttpResponse, requestInfo, signalOf } from "./request-info.js";

type Done = () => void;
type Hook = (request: HttpRequest, response: HttpResponse, done: Done) => void;

/** What Fastify's instance offers for this. */
interface HookedInstance {
  addHook(name: "onRequest" | "preHandler", hook: Hook): void;
}

/** A request that has been entered, and the way back into it. */
interface Entered {
  readonly context: RequestContext | undefined;
  readonly enter: (work: Done) => void;
}

/**
 * Has each HTTP request run as part of the app, guards and middleware of its own included. Neither a route nor a prefix is
 * in the way, as it would be for a middleware of Nest's.
 */
export function enterHttp(adapter: HttpServer, databases: ChakraDatabases): void {
  const entered = new WeakMap<HttpRequest, Entered>();
  const enter: Hook = (request, response, done) => {
    const info = { ...requestInfo(request), signal: signalOf(response) };
    databases.run(() =>
      withRequest(info, () => {
        entered.set(request, { context: currentRequest(), enter: AsyncLocalStorage.snapshot() });
        done();
      }),
    );
  };
  if (adapter.getType() !== "fastify") {
    adapter.use?.(enter);
    return;
  }
  const instance = adapter.getInstance() as HookedInstance;
  instance.addHook("onRequest", enter);
  // A body comes by events of a socket that is older than the request, and so is the context in which they are heard.
  instance.addHook("preHandler", (request, _, done) => {
    const known = entered.get(request);
    if (known === undefined || known.context === currentRequest()) done();
    else known.enter(done);
  });
}
