import { type ErrorCode, type ErrorCodeName, errorCodes } from "./codes.js";
import { ChakraError } from "./error.js";
import { issuesOf, type ProblemIssue } from "./problem-issues.js";
import { ConfigurationError } from "./usage.js";

/**
 * An error as an answer over HTTP tells it, as JSON: a problem of RFC 9457 (`application/problem+json`) with the members
 * `code`, `issues` and `retryAfter`. Holds no SQL, no values of the database, no names of constraints, no stack.
 */
export interface Problem {
  /** What identifies the kind of problem: `types` and the code in lower case, where `types` was given. */
  readonly type?: string;
  /** One line for people; the same for every error of this code. */
  readonly title: string;
  /** The HTTP status: 403, 404, 409, 412, 422, 503, or 500. */
  readonly status: number;
  /** What is wrong this time, for people: what `issues` say, in one text. */
  readonly detail?: string;
  /** What identifies this one occurrence, where `instance` was given. */
  readonly instance?: string;
  /** Stable name of the error, such as `"UNIQUE_VIOLATION"`. */
  readonly code: ErrorCodeName;
  /** What is wrong with which property, if that is known. */
  readonly issues?: readonly ProblemIssue[];
  /** Seconds after which the request may be sent again: what the header `Retry-After` says. */
  readonly retryAfter?: number;
}

/** What an error cannot know of its problem. */
export interface ProblemOptions {
  /** Where kinds of problems are told of, such as `"https://example.com/problems/"`: `type` is a URI that begins so. */
  readonly types?: string | undefined;
  /** A URI reference for this occurrence, such as `"/requests/req-1"`. */
  readonly instance?: string | undefined;
}

const titles: Partial<Record<ErrorCodeName, string>> = {
  RECORD_NOT_FOUND: "There is no such record.",
  VALIDATION: "Some values are not valid.",
  NOT_NULL_VIOLATION: "A value is missing.",
  CHECK_VIOLATION: "A value is not allowed.",
  UNIQUE_VIOLATION: "This has already been taken.",
  FOREIGN_KEY_VIOLATION: "This refers to something that is missing, or something still refers to it.",
  EXCLUSION_VIOLATION: "This is in conflict with another record.",
  FORBIDDEN: "This is not allowed.",
  PRECONDITION_FAILED: "This is another version of the record.",
  STALE_RECORD: "This was changed or deleted in the meantime.",
  COMMIT_UNKNOWN: "It is not known whether this was saved. Look before trying again.",
};

/**
 * The answer that fits an error of Chakra's, or `undefined` for any other error. The packages for web frameworks answer
 * with it; it is also for an error handler of your own. Throws `ConfigurationError` for `types` that are no text.
 *
 * @example
 * const error = await User.create({ username: "al", email: "al@example.com" }).catch((reason: unknown) => reason);
 * const problem = problemOf(error, { types: "https://example.com/problems/" });
 * console.assert(problem?.status === 422 && problem.type === "https://example.com/problems/validation");
 * console.assert(problem?.detail === "username must have at least 3 characters");
 */
export function problemOf(error: unknown, options: ProblemOptions = {}): Problem | undefined {
  const { types, instance } = options;
  if (types !== undefined && typeof types !== "string") {
    throw new ConfigurationError('types of a problem are a text, such as "https://example.com/problems/".');
  }
  if (!ChakraError.is(error)) return undefined;
  const { code, status } = error;
  const { retryAfter }: ErrorCode = errorCodes[code];
  const title = titles[code] ?? (status === 503 ? "The database is busy. Try again." : "Something went wrong here.");
  const issues = issuesOf(error);
  return {
    ...(types !== undefined && { type: `${types}${code.toLowerCase().replaceAll("_", "-")}` }),
    title,
    status,
    ...(issues.length > 0 && { detail: detailOf(issues) }),
    ...(instance !== undefined && { instance }),
    code,
    ...(issues.length > 0 && { issues }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function detailOf(issues: readonly ProblemIssue[]): string {
  return issues.map(({ path, message }) => `${path.join(".")} ${message}`.trim()).join("; ");
}
