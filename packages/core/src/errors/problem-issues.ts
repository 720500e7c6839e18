import type { ChakraError } from "./error.js";
import type { ValidationIssue } from "./issue.js";

/** One thing wrong with one property, as JSON. */
export interface ProblemIssue {
  /** Where: the property first, then keys inside a JSON value. Empty where it is about the record as a whole. */
  readonly path: readonly (string | number)[];
  /** The rule that refused it: `"required"`, `"minLength"`, `"unique"`, … */
  readonly rule: string;
  /** What is wrong, for the person who typed the value; follows the property's name. */
  readonly message: string;
}

/** What is wrong with which property, as far as the error knows. */
export function issuesOf(error: ChakraError): readonly ProblemIssue[] {
  const { issues = [] } = error as ChakraError & { issues?: readonly ValidationIssue[] };
  // Without a path it is about the record as a whole; what the database refused, about rows that others have written.
  return issues
    .filter(({ path }) => path.length > 0 || error.code === "VALIDATION")
    .map(({ path, rule, message }) => ({
      path: path.map((key) => (typeof key === "symbol" ? String(key) : key)),
      rule,
      message,
    }));
}
