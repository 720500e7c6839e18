import { ChakraError, fieldErrors, type Problem, problemOf } from "@chakra-orm/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FormatError, SharedOptions } from "./options.js";

/**
 * Answers errors of Chakra's; all others go on to the handler around, in the end Fastify's. An instance that has a
 * handler of its own keeps it: whether it was set before or after `register` in the source cannot be told here, since
 * plugins load later, so the rule is one for both.
 */
export function handleErrors(app: FastifyInstance, shared: SharedOptions): void {
  if (hasOwnHandler(app)) {
    app.log.debug("chakra: this instance has an error handler of its own, which can call problemOf(error)");
    return;
  }
  const format = formatOf(shared);
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, { types: shared.problemTypes });
    if (problem === undefined || !ChakraError.is(error)) throw error;
    reply.status(problem.status);
    logError(error, request, reply, problem);
    if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter);
    if (format !== undefined) return reply.send(format(problem, error, request));
    return reply.type("application/problem+json").send(problem);
  });
}

/** What makes the body; `undefined` for the problem itself. */
function formatOf({ errors, formatError }: SharedOptions): FormatError | undefined {
  if (typeof errors === "function") return errors;
  return errors === "conduit" ? fieldErrors : formatError;
}

/** What a correct program meets, and a request sent again may get past, is a warning; a fault is an error. */
function logError(error: ChakraError, request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  const { status, retryAfter, code } = problem;
  if (status < 500) request.log.info({ res: reply, err: error }, error.message);
  else if (retryAfter !== undefined && code !== "CONNECTION") {
    request.log.warn({ req: request, res: reply, err: error }, error.message);
  } else request.log.error({ req: request, res: reply, err: error }, error.message);
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
