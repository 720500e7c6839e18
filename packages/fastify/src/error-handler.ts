import { ChakraError, problemOf } from "@chakra-orm/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SharedOptions } from "./options.js";

/**
 * Answers errors of Chakra's; all others go on to the handler around, in the end Fastify's. An instance that has a
 * handler of its own keeps it: whether it was set before or after `register` in the source cannot be told here, since
 * plugins load later, so the rule is one for both.
 */
export function handleErrors(app: FastifyInstance, { formatError }: SharedOptions): void {
  if (hasOwnHandler(app)) {
    app.log.debug("chakra: this instance has an error handler of its own, which can call problemOf(error)");
    return;
  }
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem === undefined || !ChakraError.is(error)) throw error;
    reply.status(problem.status);
    logError(error, request, reply, problem.status);
    if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter);
    if (formatError !== undefined) return reply.send(formatError(problem, error, request));
    return reply.type("application/problem+json").send(problem);
  });
}

/** As Fastify's own handler does. */
function logError(error: ChakraError, request: FastifyRequest, reply: FastifyReply, status: number): void {
  if (status >= 500) request.log.error({ req: request, res: reply, err: error }, error.message);
  else request.log.info({ res: reply, err: error }, error.message);
}

/** The root's handler is Fastify's until one is set; a child's is that of the instance around. */
function hasOwnHandler(app: FastifyInstance): boolean {
  const around: unknown = Object.getPrototypeOf(app);
  if (isInstance(around)) return app.errorHandler !== around.errorHandler;
  return app.errorHandler.name !== "defaultErrorHandler";
}

function isInstance(value: unknown): value is FastifyInstance {
  return typeof value === "object" && value !== null && "errorHandler" in value;
}
