import type { SqlFragment } from "../fragment/sql.js";
import type { FrameName } from "../functions/window.js";
import type { Turned } from "./drafting.js";
import type { Valued } from "./operand.js";

/** Which rows a window function looks at, and in which order. */
export interface Window {
  /** Rows with equal values belong together; all rows if not given. */
  readonly partitionBy?: Valued<unknown> | readonly Valued<unknown>[];
  /** Their order; `.desc()` turns one around. */
  readonly orderBy?: Ordering | readonly Ordering[];
  /** Which rows around each one: up to it, from it on, or all of its partition. */
  readonly frame?: FrameName;
}

/** An expression to order by, as it is or turned around, or hand-written SQL. */
export type Ordering = Valued<unknown> | Turned | SqlFragment;
