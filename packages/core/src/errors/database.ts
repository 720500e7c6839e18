import type { ErrorCodeName } from "./codes.js";
import { ChakraError, type ErrorDetails } from "./error.js";
import type { ValidationIssue } from "./issue.js";

/** The database refused a statement. The driver's error is the `cause`. */
export class DatabaseError extends ChakraError {
  constructor(message: string, details?: ErrorDetails, code: ErrorCodeName = "DATABASE") {
    super(code, message, details);
  }
}

/**
 * A constraint of the database refused the row. `issues` says so in the shape of `ValidationError`'s, so that a form
 * shows both alike: one for each of `fields`, or one with an empty path where no property of the model is to blame.
 *
 * @example
 * try {
 *   await User.create({ username: "alice", email: "second@example.com" });
 * } catch (error) {
 *   if (!(error instanceof ConstraintViolationError)) throw error;
 *   console.assert(error.issues[0]?.path[0] === "username" && error.issues[0].rule === "unique");
 * }
 */
export abstract class ConstraintViolationError extends DatabaseError {
  /** What is wrong, each on its path. */
  readonly issues: readonly ValidationIssue[];
  /**
   * Where many rows were written at once: the places of those that were refused in the list that was given, from 0. Not
   * there where nobody can tell; `issues` have no places then.
   */
  declare readonly rows?: readonly number[];

  constructor(message: string, details?: ViolationDetails, code?: ErrorCodeName) {
    super(message, details, code);
    this.issues = details?.issues ?? [];
    if (details?.rows !== undefined) this.rows = details.rows;
  }
}

/** What the error of a violated constraint can tell beyond its message. */
export interface ViolationDetails extends ErrorDetails {
  /** What is wrong, each on its path. */
  readonly issues?: readonly ValidationIssue[] | undefined;
  /** The places of the rows that were refused. */
  readonly rows?: readonly number[] | undefined;
}

/** Another row already has this value; `fields` names the properties of the unique rule. */
export class UniqueViolationError extends ConstraintViolationError {
  constructor(message: string, details?: ViolationDetails) {
    super(message, details, "UNIQUE_VIOLATION");
  }
}

/** A referenced row is missing, or a row to be deleted is still referenced. */
export class ForeignKeyViolationError extends ConstraintViolationError {
  constructor(message: string, details?: ViolationDetails) {
    super(message, details, "FOREIGN_KEY_VIOLATION");
  }
}

/** The database refused a NULL. */
export class NotNullViolationError extends ConstraintViolationError {
  constructor(message: string, details?: ViolationDetails) {
    super(message, details, "NOT_NULL_VIOLATION");
  }
}

/** A CHECK constraint refused the row. */
export class CheckViolationError extends ConstraintViolationError {
  constructor(message: string, details?: ViolationDetails) {
    super(message, details, "CHECK_VIOLATION");
  }
}

/** An exclusion constraint refused the row. */
export class ExclusionViolationError extends ConstraintViolationError {
  constructor(message: string, details?: ViolationDetails) {
    super(message, details, "EXCLUSION_VIOLATION");
  }
}

/** Two transactions conflicted; run the whole transaction again. */
export class SerializationError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "SERIALIZATION");
  }
}

/** Two transactions waited for each other and this one was chosen to fail; run it again. */
export class DeadlockError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "DEADLOCK");
  }
}

/** A lock was not granted in time, or another process holds the database file. */
export class LockTimeoutError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "LOCK_TIMEOUT");
  }
}

/** A statement ran longer than `statementTimeout` allows, or was cancelled. */
export class QueryTimeoutError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "QUERY_TIMEOUT");
  }
}

/** The request that the statement was for was aborted: by its `signal`, in `withRequest(…)`. The signal's reason is the cause. */
export class RequestAbortedError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "REQUEST_ABORTED");
  }
}

/** No connection became free within `acquireTimeout`. The message tells who holds them. */
export class PoolTimeoutError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "POOL_TIMEOUT");
  }
}

/** The database cannot be reached, or the connection was lost. */
export class ConnectionError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails, code: ErrorCodeName = "CONNECTION") {
    super(message, details, code);
  }
}

/** The connection was lost before COMMIT was answered: the transaction may have been committed, or not. */
export class CommitUnknownError extends ConnectionError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "COMMIT_UNKNOWN");
  }
}
