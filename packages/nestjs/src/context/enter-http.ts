import { type RequestInfo, withRequest } from "@chakra-orm/core";
import type { HttpServer } from "@nestjs/common";
import type { ChakraDatabases } from "./chakra-databases.js";

/** What both adapters tell of a request. */
interface HttpRequest {
  readonly id?: unknown;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Fastify's. */
  readonly routeOptions?: { readonly url?: string };
  /** Express's, once it has found one. */
  readonly route?: { readonly path?: unknown };
}

type Done = () => void;

/** What Fastify's instance offers for this. */
interface HookedInstance {
  addHook(name: "onRequest" | "preHandler", hook: (request: HttpRequest, reply: unknown, done: Done) => void): void;
}

/**
 * Has each HTTP request run as part of the app, guards and middleware of its own included. Neither a route nor a prefix is
 * in the way, as it would be for a middleware of Nest's.
 */
export function enterHttp(adapter: HttpServer, databases: ChakraDatabases): void {
  const enter = (request: HttpRequest, done: Done): void => {
    databases.run(() => withRequest(requestInfo(request), done));
  };
  if (adapter.getType() === "fastify") {
    const instance = adapter.getInstance() as HookedInstance;
    instance.addHook("onRequest", (request, _, done) => enter(request, done));
    // The body was read from a socket that is older than the request, and so are the contexts of its events.
    instance.addHook("preHandler", (request, _, done) => enter(request, done));
    return;
  }
  adapter.use?.((request: HttpRequest, _: unknown, done: Done) => enter(request, done));
}

/** What a request says of itself. */
export function requestInfo({ id, method, headers = {}, routeOptions, route }: HttpRequest): RequestInfo {
  const given = headers["x-request-id"];
  const traceparent = headers["traceparent"];
  const named = typeof id === "string" || typeof id === "number" ? String(id) : given;
  const path = routeOptions?.url ?? route?.path;
  return {
    ...(typeof named === "string" && { id: named.slice(0, 200) }),
    ...(typeof method === "string" && { method }),
    ...(typeof path === "string" && { route: path }),
    ...(typeof traceparent === "string" && { traceparent }),
  };
}
