import type { IsolationLevel } from "../dialect/dialect.js";
import { TransactionError } from "../errors/usage.js";
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

/** What each option must be, in words, and whether it is. */
const known = {
  propagation: [propagations.map((name) => JSON.stringify(name)).join(", "), isOneOf(propagations)],
  isolation: [levels.map((name) => JSON.stringify(name)).join(", "), isOneOf(levels)],
  readOnly: ["true or false", (value: unknown) => typeof value === "boolean"],
} as const satisfies Record<keyof TransactionOptions, readonly [string, (value: unknown) => boolean]>;

function isOneOf(names: readonly string[]): (value: unknown) => boolean {
  return (value) => names.some((name) => name === value);
}

/** Refuses what is misspelt, before it could become part of a statement. */
export function checkTransactionOptions(options: TransactionOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) {
      throw new TransactionError(
        `transaction(…) has no option ${JSON.stringify(name)}.${nearest(name, Object.keys(known))}`,
      );
    }
    const [wanted, fits] = known[name as keyof TransactionOptions];
    if (value === undefined || fits(value)) continue;
    throw new TransactionError(`transaction(…) takes as ${name} ${wanted}, not ${String(value).slice(0, 40)}.`);
  }
}
