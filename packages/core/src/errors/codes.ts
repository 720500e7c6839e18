/** What one error code means: the HTTP status that fits it, and whether a correct program meets it in normal running. */
export interface ErrorCode {
  /** The status a web framework adapter answers with. */
  readonly status: number;
  /** `true`: happens in a correct program (a missing record, a lost race); `false`: a bug or a fault to mend. */
  readonly expected: boolean;
  /** Seconds after which the same request may well succeed, if it may be sent again. */
  readonly retryAfter?: number;
  /** One line for the list of codes in the documentation. */
  readonly meaning: string;
}

/** Every code that an error of Chakra ORM can carry. The documentation's list is tested against this table. */
export const errorCodes = {
  MODEL_DEFINITION: { status: 500, expected: false, meaning: "A model class declares something that cannot work." },
  QUERY: { status: 500, expected: false, meaning: "A query was built from something it cannot use." },
  NOT_LOADED: { status: 500, expected: false, meaning: "A value was read that its query did not select or load." },
  CONFIGURATION: { status: 500, expected: false, meaning: "A database was configured wrongly, or is not connected." },
  UNSUPPORTED: { status: 500, expected: false, meaning: "The database lacks a capability that was asked for." },
  VALUE: { status: 500, expected: false, meaning: "A stored value does not fit the field that reads it." },
  RECORD_NOT_FOUND: { status: 404, expected: true, meaning: "No row matches." },
  VALIDATION: { status: 422, expected: true, meaning: "Values were refused before they were written." },
  FORBIDDEN: { status: 403, expected: true, meaning: "Whoever asked may not do this." },
  PRECONDITION_FAILED: { status: 412, expected: true, meaning: "The record is not the one that a request is about." },
  STALE_RECORD: { status: 409, expected: true, meaning: "The row was changed or deleted since it was read." },
  UNIQUE_VIOLATION: { status: 409, expected: true, meaning: "Another row already has this value." },
  FOREIGN_KEY_VIOLATION: {
    status: 409,
    expected: true,
    meaning: "A referenced row is missing, or is still referenced.",
  },
  NOT_NULL_VIOLATION: { status: 422, expected: true, meaning: "The database refused a NULL." },
  CHECK_VIOLATION: { status: 422, expected: true, meaning: "The database's CHECK constraint refused the row." },
  EXCLUSION_VIOLATION: { status: 409, expected: true, meaning: "An exclusion constraint refused the row." },
  SERIALIZATION: {
    status: 503,
    expected: true,
    retryAfter: 1,
    meaning: "Two transactions conflicted; run this one again.",
  },
  DEADLOCK: {
    status: 503,
    expected: true,
    retryAfter: 1,
    meaning: "Two transactions waited for each other; run this one again.",
  },
  LOCK_TIMEOUT: { status: 503, expected: true, retryAfter: 1, meaning: "A lock was not granted in time." },
  QUERY_TIMEOUT: { status: 503, expected: true, retryAfter: 1, meaning: "A statement ran longer than it may." },
  REQUEST_ABORTED: { status: 499, expected: true, meaning: "The request that the statement was for was aborted." },
  POOL_TIMEOUT: { status: 503, expected: true, retryAfter: 5, meaning: "No connection became free in time." },
  CONNECTION: {
    status: 503,
    expected: true,
    retryAfter: 5,
    meaning: "The database cannot be reached, or the connection was lost.",
  },
  // Sent again, it could be done twice.
  COMMIT_UNKNOWN: {
    status: 503,
    expected: true,
    meaning: "The connection was lost before COMMIT was answered; nobody knows whether it took.",
  },
  TRANSACTION: { status: 500, expected: false, meaning: "A transaction was used after it ended, or wrongly." },
  DATABASE: { status: 500, expected: false, meaning: "The database refused a statement for another reason." },
  MIGRATION: { status: 500, expected: false, meaning: "A migration cannot be made or applied." },
} as const satisfies Record<string, ErrorCode>;

/** The name of an error code, such as `"UNIQUE_VIOLATION"`. */
export type ErrorCodeName = keyof typeof errorCodes;
