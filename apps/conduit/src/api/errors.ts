import { type ChakraError, type FieldErrors, fieldErrors, type Problem, problemOf } from "@chakra-orm/core";
import { Refusal, type RefusalKind } from "../refusal.js";

/** An error as the API answers it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: FieldErrors;
  /** Seconds after which asking again makes sense. */
  readonly retryAfter?: number | undefined;
}

const statuses: Readonly<Record<RefusalKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  taken: 409,
  invalid: 422,
};

/** The answer to an error of the blog's or the ORM's; `undefined` for those of the server in between. */
export function answerTo(error: unknown): ErrorAnswer | undefined {
  if (error instanceof Refusal) return { status: statuses[error.kind], body: { errors: error.wrongs } };
  const problem = problemOf(error);
  if (problem === undefined) return undefined;
  const { status, retryAfter } = problem;
  return { status, body: toldOf(problem, error as ChakraError), retryAfter };
}

/** The ORM's error in the API's words, where they differ from the models'. */
function toldOf(problem: Problem, { model }: ChakraError): FieldErrors {
  if (model === "User" && problem.code === "RECORD_NOT_FOUND") return tell("profile", "not found");
  // What a tag refuses is told of the list that it came in.
  if (model === "Tag" && problem.issues !== undefined) {
    return { errors: { tagList: problem.issues.map(({ message }) => `has a tag that ${message}`) } };
  }
  return fieldErrors(problem, { model });
}

/** One thing that is wrong, in the shape of all errors. */
export function tell(key: string, message: string): FieldErrors {
  return { errors: { [key]: [message] } };
}

/** Whether an address holds U+0000: nothing here has it in its name, and no database can look for it. */
export function holdsZero(url: string): boolean {
  return url.includes("%00");
}
