import { ChakraError, type ErrorDetails } from "./error.js";
import type { ValidationIssue } from "./issue.js";

/** `find`, `findByOrFail` and the like matched no row. */
export class RecordNotFoundError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("RECORD_NOT_FOUND", message, details);
  }
}

/** The row was changed or deleted by somebody else since this record was read. */
export class StaleRecordError extends ChakraError {
  /**
   * With `field.version()`: the version that this record was read at, and the one that the row has now, `undefined` if
   * it is gone.
   */
  declare readonly versions?: { readonly expected: number; readonly actual: number | undefined };

  constructor(
    message: string,
    details?: ErrorDetails & { readonly versions?: { readonly expected: number; readonly actual: number | undefined } },
  ) {
    super("STALE_RECORD", message, details);
    if (details?.versions !== undefined) this.versions = details.versions;
  }
}

/** Whoever asked may not do this. For rules of the program's own: the ORM has no users. */
export class ForbiddenError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("FORBIDDEN", message, details);
  }
}

/** A request was about another version of a record than there is now, such as by its header `If-Match`. */
export class PreconditionFailedError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("PRECONDITION_FAILED", message, details);
  }
}

/** Values were refused before anything was written. `issues` has all of them, not just the first. */
export class ValidationError extends ChakraError {
  /** Everything that is wrong, each on its path. */
  readonly issues: readonly ValidationIssue[];

  /** `which` says which record it was, where that is not plain. */
  constructor(model: string, issues: readonly ValidationIssue[], which?: string) {
    const lines = issues.map(({ path, message }) => `  ${path.map(String).join(".") || model}: ${message}`);
    const fields = [...new Set(issues.flatMap(({ path }) => path.slice(0, 1).map(String)))];
    const subject = which === undefined ? model : `${model} ${which}`;
    super("VALIDATION", `${subject} is not valid, nothing was written:\n${lines.join("\n")}`, { model, fields });
    this.issues = issues;
  }
}
