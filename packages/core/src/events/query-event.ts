import type { EventSource } from "./event-source.js";
import type { RanStatement } from "./ran-statement.js";
import type { RequestContext } from "./request-context.js";

/** What a statement's run tells to those who listen. Values are never part of it. */
export interface QueryEvent extends RanStatement, EventSource {
  /** The table of the model, if there is one. */
  readonly table: string | undefined;
  /** How many rows an INSERT of several was given. */
  readonly batchSize: number | undefined;
  /** The request that it ran for, if it ran in `withRequest(…)`. */
  readonly request: RequestContext | undefined;
  /**
   * `true` of the one with which its text has run as often in its request as is worth a line in `report.repeated`: once a
   * text. What is one statement each time could be one for all (N+1).
   */
  isRepeated: boolean;
  /** The route of that request, such as `/posts/:id`. */
  readonly route: string | undefined;
}
