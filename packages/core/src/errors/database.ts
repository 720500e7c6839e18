import type { ErrorCodeName } from "./codes.js";
import { ChakraError, type ErrorDetails } from "./error.js";

/** The database refused a statement. The driver's error is the `cause`. */
export class DatabaseError extends ChakraError {
  constructor(message: string, details?: ErrorDetails, code: ErrorCodeName = "DATABASE") {
    super(code, message, details);
  }
}

/** Another row already has this value; `fields` names the properties of the unique rule. */
export class UniqueViolationError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "UNIQUE_VIOLATION");
  }
}

/** A referenced row is missing, or a row to be deleted is still referenced. */
export class ForeignKeyViolationError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "FOREIGN_KEY_VIOLATION");
  }
}

/** The database refused a NULL. */
export class NotNullViolationError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "NOT_NULL_VIOLATION");
  }
}

/** A CHECK constraint refused the row. */
export class CheckViolationError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "CHECK_VIOLATION");
  }
}

/** An exclusion constraint refused the row. */
export class ExclusionViolationError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
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

/** No connection became free within `acquireTimeout`. The message tells who holds them. */
export class PoolTimeoutError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "POOL_TIMEOUT");
  }
}

/** The database cannot be reached, or the connection was lost. */
export class ConnectionError extends DatabaseError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, details, "CONNECTION");
  }
}
