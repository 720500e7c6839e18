import { type ErrorCodeName, errorCodes } from "./codes.js";

/** What every error of Chakra ORM can tell beyond its message. */
export interface ErrorDetails {
  /** The model's class name. */
  readonly model?: string | undefined;
  /** Names of the properties that are concerned. */
  readonly fields?: readonly string[] | undefined;
  /** Name of the violated constraint in the database. */
  readonly constraint?: string | undefined;
  /** SQL text with placeholders; never the values. */
  readonly statement?: string | undefined;
  /** The error that led to this one, usually the driver's. */
  readonly cause?: unknown;
}

/** Survives two copies of this package in one process, which `instanceof` does not. */
const brand = Symbol.for("@chakra-orm/error");

/**
 * The base of every error that Chakra ORM throws. `code` is stable across releases; messages are not.
 *
 * @example
 * try {
 *   await User.find(404);
 * } catch (error) {
 *   if (ChakraError.is(error)) console.assert(error.code === "RECORD_NOT_FOUND" && error.status === 404);
 * }
 */
export class ChakraError extends Error implements ErrorDetails {
  /** Stable identifier, such as `"UNIQUE_VIOLATION"`. */
  readonly code: ErrorCodeName;
  declare readonly model?: string;
  declare readonly fields?: readonly string[];
  declare readonly constraint?: string;
  declare readonly statement?: string;

  constructor(code: ErrorCodeName, message: string, details: ErrorDetails = {}) {
    // V8 keeps ten frames, and as many of ours may stand between the database and the user's own line.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = Math.max(limit, 30);
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    Error.stackTraceLimit = limit;
    this.code = code;
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, "name", { value: new.target.name, configurable: true, writable: true });
    if (details.model !== undefined) this.model = details.model;
    if (details.fields !== undefined && details.fields.length > 0) this.fields = details.fields;
    if (details.constraint !== undefined) this.constraint = details.constraint;
    if (details.statement !== undefined) this.statement = details.statement;
  }

  /** The HTTP status that fits this error: 403, 404, 409, 412, 422, 499, 503 or 500. */
  get status(): number {
    return errorCodes[this.code].status;
  }

  /** `true` where a correct program meets this error in normal running: a missing record, a lost race. */
  get expected(): boolean {
    return errorCodes[this.code].expected;
  }

  /** Tells whether `error` is one of Chakra's, also across two copies of the package. */
  static is(error: unknown): error is ChakraError {
    return typeof error === "object" && error !== null && (error as { [brand]?: unknown })[brand] === true;
  }
}
