import type { DriverConnection } from "../dialect/driver.js";
import type { Place } from "../errors/origin.js";
import type { RequestContext } from "../events/request-context.js";

/** A connection while somebody has it. */
export interface Lease {
  readonly connection: DriverConnection;
  readonly holder: string;
  /** Where it was asked for: of a transaction, and of whoever had to wait. */
  readonly place: Place | undefined;
  /** When it was taken, on the clock of `performance`. */
  readonly since: number;
  /** How many have it; of those who waited for one that they may share, several get the same. */
  users: number;
}

/** Who asks for a connection, and how. */
export interface Asking {
  /** Where, for the message of a time-out. */
  readonly place?: Place | undefined;
  /** Who waits for a connection when this is aborted goes away without. */
  readonly request?: RequestContext | undefined;
  /** How many it may be shared with that ask in the same way, itself included; only by those who had to wait. */
  readonly shares?: number | undefined;
}
