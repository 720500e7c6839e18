import { RequestEnd } from "@chakra-orm/core/internal";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * What comes when the client goes away before it was answered, or when Fastify gives the handler up (`handlerTimeout`).
 * Fastify's own `request.signal` aborts as well when a body has been read to its end, long before the answer.
 */
export function endOf(request: FastifyRequest, reply: FastifyReply): RequestEnd {
  const end = new RequestEnd();
  reply.raw.once("close", () => {
    if (!reply.raw.writableEnded) end.abort(new Error("The client went away before it was answered."));
  });
  if ((request.routeOptions.handlerTimeout ?? 0) > 0) {
    const { signal } = request;
    const giveUp = () => {
      if (signal.reason?.code === "FST_ERR_HANDLER_TIMEOUT") end.abort(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { once: true });
  }
  return end;
}
