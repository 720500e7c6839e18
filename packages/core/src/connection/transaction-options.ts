import type { Capabilities } from "../dialect/capability.js";
import type { IsolationLevel } from "../dialect/dialect.js";
import { TransactionError, UnsupportedError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";

/**
 * What a transaction does about one that is open already, by the names that Spring made known:
 *
 * - `"nested"`: a savepoint inside it.
 * - `"required"`: joins it, and takes all of it back if it fails.
 * - `"requiresNew"`: a transaction of its own on another connection, which ends by itself.
 * - `"mandatory"`: joins it, and is an error where there is none.
 * - `"supports"`: joins it, and runs without one where there is none.
 * - `"notSupported"`: runs outside it, as `db.outside` does.
 * - `"never"`: is an error where there is one, and runs without.
 */
export type Propagation = (typeof propagations)[number];

const propagations = [
  "nested",
  "required",
  "requiresNew",
  "mandatory",
  "supports",
  "notSupported",
  "never",
] as const satisfies readonly string[];

/** What a transaction may be told; times in milliseconds. */
export interface TransactionOptions {
  /** What it does about one that is open already; `"nested"` if not given. */
  readonly propagation?: Propagation | undefined;
  /** How far it is kept apart from others; what the database does by itself if not given. */
  readonly isolation?: IsolationLevel | undefined;
  /** `true`: the database refuses to write in it. */
  readonly readOnly?: boolean | undefined;
  /** How long it may be open; then what runs is cancelled, all is rolled back, and it fails with `QueryTimeoutError`. */
  readonly timeout?: number | undefined;
  /** How long one statement in it may run, if not as `connect` was told. PostgreSQL. */
  readonly statementTimeout?: number | undefined;
  /** How long one statement in it may wait for a lock before `LockTimeoutError`. PostgreSQL. */
  readonly lockTimeout?: number | undefined;
  /** How often it is run again after a conflict with another one: `SerializationError`, `DeadlockError`, a busy file. */
  readonly retries?: number | undefined;
}

/** What the work of a transaction is told. */
export interface TransactionContext {
  /** Which run this is: 1, and more after a conflict where `retries` allows it. */
  readonly attempt: number;
}

const levels = [
  "read uncommitted",
  "read committed",
  "repeatable read",
  "serializable",
] as const satisfies readonly IsolationLevel[];

/** The longest that both timers and databases take. */
const most = 2 ** 31 - 1;

const milliseconds = [
  `a whole number of milliseconds from 1 to ${most}`,
  (value: unknown) => isWhole(value, 1, most),
] as const;

/** What each option must be, in words, and whether it is. */
const known = {
  propagation: [propagations.map((name) => JSON.stringify(name)).join(", "), isOneOf(propagations)],
  isolation: [levels.map((name) => JSON.stringify(name)).join(", "), isOneOf(levels)],
  readOnly: ["true or false", (value: unknown) => typeof value === "boolean"],
  timeout: milliseconds,
  statementTimeout: milliseconds,
  lockTimeout: milliseconds,
  retries: ["a whole number from 0 to 100", (value: unknown) => isWhole(value, 0, 100)],
} as const satisfies Record<keyof TransactionOptions, readonly [string, (value: unknown) => boolean]>;

function isOneOf(names: readonly string[]): (value: unknown) => boolean {
  return (value) => names.some((name) => name === value);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** Refuses what is misspelt, before it could become part of a statement, and what the database cannot do. */
export function checkTransactionOptions(options: TransactionOptions, { statementLimits }: Capabilities): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) {
      throw new TransactionError(
        `transaction(…) has no option ${JSON.stringify(name)}.${nearest(name, Object.keys(known))}`,
      );
    }
    const [wanted, fits] = known[name as keyof TransactionOptions];
    if (value === undefined) continue;
    if (!fits(value)) {
      throw new TransactionError(`transaction(…) takes as ${name} ${wanted}, not ${String(value).slice(0, 40)}.`);
    }
    if (!statementLimits && (name === "statementTimeout" || name === "lockTimeout")) {
      throw new UnsupportedError(
        `This database has no ${name} for a transaction (capability statementLimits). Its timeout is kept everywhere.`,
      );
    }
  }
}
