import type { ConstraintViolationError, ViolationDetails } from "./database.js";

/** The same violation with more to say. To be made after an `await`, so that its stack leads to the caller too. */
export function saidAnew(
  error: ConstraintViolationError,
  message: string,
  more?: ViolationDetails,
): ConstraintViolationError {
  const { model, fields, constraint, statement, cause, issues } = error;
  const Violation = error.constructor as new (message: string, details: ViolationDetails) => ConstraintViolationError;
  return new Violation(message, { model, fields, constraint, statement, cause, issues, ...more });
}
