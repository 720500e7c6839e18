import { ChakraError, type ErrorCodeName } from "@chakra-orm/core";
import { issuesOf, type ProblemIssue } from "./problem-issues.js";

export type { ProblemIssue } from "./problem-issues.js";

/** An error as an answer tells it: RFC 9457 with `code` and `issues`. Holds no SQL, no values of the database, no stack. */
export interface Problem {
  /** One line for people; the same for every error of this code. */
  readonly title: string;
  /** The HTTP status: 404, 409, 422, 503, or 500. */
  readonly status: number;
  /** Stable name of the error, such as `"UNIQUE_VIOLATION"`. */
  readonly code: ErrorCodeName;
  /** What is wrong with which property, if that is known. */
  readonly issues?: readonly ProblemIssue[];
}

const titles: Partial<Record<ErrorCodeName, string>> = {
  RECORD_NOT_FOUND: "There is no such record.",
  VALIDATION: "Some values are not valid.",
  NOT_NULL_VIOLATION: "A value is missing.",
  CHECK_VIOLATION: "A value is not allowed.",
  UNIQUE_VIOLATION: "This has already been taken.",
  FOREIGN_KEY_VIOLATION: "This refers to something that is missing, or something still refers to it.",
  EXCLUSION_VIOLATION: "This is in conflict with another record.",
  STALE_RECORD: "This was changed or deleted in the meantime.",
};

/**
 * The answer that fits an error of Chakra's, or `undefined` for any other error. For an error handler of your own.
 *
 * @example
 * import Fastify from "fastify";
 *
 * const app = Fastify();
 * app.setErrorHandler((error, request, reply) => {
 *   const problem = problemOf(error);
 *   if (problem === undefined) throw error;
 *   return reply.status(problem.status).send({ message: problem.title });
 * });
 */
export function problemOf(error: unknown): Problem | undefined {
  if (!ChakraError.is(error)) return undefined;
  const { code, status } = error;
  const title = titles[code] ?? (status === 503 ? "The database is busy. Try again." : "Something went wrong here.");
  const issues = issuesOf(error);
  return { title, status, code, ...(issues.length > 0 && { issues }) };
}
