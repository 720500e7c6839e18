import { ChakraError } from "@chakra-orm/core";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { answerTo, tell } from "../api/errors.js";

/** Answers every error below `/api` in the one shape that the API has. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const answer = answerTo(error);
    const status = answer?.status ?? error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, error.message);
    else if (ChakraError.is(error)) request.log.info({ err: error }, error.message);
    reply.status(status);
    if (answer?.retryAfter !== undefined) reply.header("retry-after", answer.retryAfter);
    if (answer !== undefined) return reply.send(answer.body);
    return reply.send(status < 500 ? tell("request", error.message) : tell("server", "something went wrong here"));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send(tell("route", `${request.method} ${request.url} does not exist`)),
  );
}

/** Answers what is not even an address, such as `/%zz`, before any route or handler is found. */
export function answerBadAddress(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  reply.status(error.statusCode ?? 400).send(tell("request", error.message));
}
