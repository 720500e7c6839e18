import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * What aborts when the client goes away before it was answered, or when Fastify gives the handler up (`handlerTimeout`).
 * Fastify's own `request.signal` aborts as well when a body has been read to its end, long before the answer.
 */
export function signalOf(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableEnded) controller.abort(new Error("The client went away before it was answered."));
  });
  if ((request.routeOptions.handlerTimeout ?? 0) > 0) {
    const { signal } = request;
    const giveUp = () => {
      if (signal.reason?.code === "FST_ERR_HANDLER_TIMEOUT") controller.abort(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { once: true });
  }
  return controller.signal;
}
