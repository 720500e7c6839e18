import type { ChakraError, ErrorCodeName, ValidationError } from "@chakra-orm/core";

/** One thing wrong with one property. */
export interface ProblemIssue {
  /** Where: the property first, then keys inside a JSON value. */
  readonly path: readonly (string | number)[];
  /** The rule that refused it: `"required"`, `"minLength"`, `"unique"`, … */
  readonly rule: string;
  /** What is wrong, for the person who typed the value; follows the property's name. */
  readonly message: string;
}

/** What a violated constraint says about each of its properties. */
const violations: Partial<Record<ErrorCodeName, Omit<ProblemIssue, "path">>> = {
  UNIQUE_VIOLATION: { rule: "unique", message: "has already been taken" },
  FOREIGN_KEY_VIOLATION: { rule: "foreignKey", message: "refers to something that does not exist" },
  NOT_NULL_VIOLATION: { rule: "required", message: "must not be null" },
  CHECK_VIOLATION: { rule: "check", message: "is not allowed" },
};

/** What is wrong with which property, as far as the error knows. */
export function issuesOf(error: ChakraError): readonly ProblemIssue[] {
  if (isValidation(error)) {
    return error.issues.map(({ path, rule, message }) => ({
      path: path.map((key) => (typeof key === "symbol" ? String(key) : key)),
      rule,
      message,
    }));
  }
  const violation = violations[error.code];
  if (violation === undefined) return [];
  return (error.fields ?? []).map((property) => ({ path: [property], ...violation }));
}

/** By its code, since `instanceof` would not know the error of another copy of the package. */
function isValidation(error: ChakraError): error is ValidationError {
  return error.code === "VALIDATION";
}
