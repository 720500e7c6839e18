import { ConstraintViolationError } from "./database.js";
import type { ValidationIssue } from "./issue.js";
import { ValidationError } from "./record.js";

/** What is wrong with a nested record is told by the whole path to it; other errors stay as they are. */
export function underPath(path: readonly PropertyKey[], error: unknown): unknown {
  if (!(error instanceof ValidationError || error instanceof ConstraintViolationError)) return error;
  const issues = error.issues.map((issue): ValidationIssue => ({ ...issue, path: [...path, ...issue.path] }));
  if (error instanceof ValidationError) return new ValidationError(error.model ?? "", issues);
  // What the database said stays the same error, with its stack, its cause and its own model's fields.
  return Object.defineProperty(error, "issues", { value: issues, enumerable: true });
}
