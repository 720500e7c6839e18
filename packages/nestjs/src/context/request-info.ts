import type { RequestInfo } from "@chakra-orm/core";

/** What both adapters tell of a request. */
export interface HttpRequest {
  readonly id?: unknown;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Fastify's. */
  readonly routeOptions?: { readonly url?: string };
  /** Express's, once it has found one. */
  readonly route?: { readonly path?: unknown };
}

/** What both adapters tell of an answer: Node's own, or one around it. */
export interface HttpResponse {
  readonly raw?: HttpResponse;
  readonly writableEnded?: boolean;
  once?(event: "close", listener: () => void): void;
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

/** What aborts when the client goes away before it was answered: nobody waits for the statements any more. */
export function signalOf(response: HttpResponse): AbortSignal {
  const answer = response.raw ?? response;
  const controller = new AbortController();
  answer.once?.("close", () => {
    if (!answer.writableEnded) controller.abort(new Error("The client went away before it was answered."));
  });
  return controller.signal;
}
