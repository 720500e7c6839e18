import { ConfigurationError, type TransactionOptions } from "@chakra-orm/core";
import type { OpenTransactionOptions } from "@chakra-orm/core/internal";

/** How a route runs in a transaction; times in milliseconds. */
export interface RouteTransactionOptions extends Omit<TransactionOptions, "propagation" | "retries"> {
  /** How long it may be open, from its first statement on; then it is rolled back and answered with a 503. */
  readonly timeout?: number | undefined;
  /** The name of the database; `app.db` if not given. */
  readonly database?: string | undefined;
  /**
   * The status from which an answer rolls back: 400 if not given, since who is told that it did not work must not find it
   * done. 500 keeps what was written before a 4xx. An error that is thrown rolls back whatever it is answered with.
   */
  readonly rollbackFrom?: number | undefined;
}

/** The options of a route, checked. */
export interface RouteTransaction {
  readonly options: OpenTransactionOptions;
  readonly database: string | undefined;
  readonly rollbackFrom: number;
}

const passedOn = ["isolation", "readOnly", "timeout", "statementTimeout", "lockTimeout"] as const;

/** Reads `config.transaction` of a route; gives `undefined` for one without. */
export function readRouteTransaction(given: unknown, route: string): RouteTransaction | undefined {
  if (given === undefined || given === false) return undefined;
  const refuse = (what: string) => new ConfigurationError(`config.transaction of ${route} ${what}`);
  if (given !== true && (typeof given !== "object" || given === null)) {
    throw refuse(`is true or an object such as { readOnly: true }, not ${String(given)}.`);
  }
  const { database, rollbackFrom = 400, ...rest } = given === true ? {} : (given as RouteTransactionOptions);
  for (const name of Object.keys(rest)) {
    if (passedOn.some((known) => known === name)) continue;
    if (name === "retries") {
      throw refuse(
        "cannot be run again: its hooks have run, and nobody knows what they did. Take db.transaction(work, { retries }) in the handler; without, a conflict is answered with a 503 that says when to try again.",
      );
    }
    throw refuse(
      `has no option ${JSON.stringify(name)}. It has ${[...passedOn, "database", "rollbackFrom"].join(", ")}.`,
    );
  }
  if (database !== undefined && typeof database !== "string") throw refuse("takes as database the name of one.");
  if (!Number.isInteger(rollbackFrom) || rollbackFrom < 400 || rollbackFrom > 600) {
    throw refuse("takes as rollbackFrom a status from 400 on; 600 keeps what was written whatever is answered.");
  }
  return { options: rest, database, rollbackFrom };
}
