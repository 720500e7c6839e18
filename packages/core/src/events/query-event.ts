import type { RanStatement } from "./ran-statement.js";
import type { RequestContext } from "./request-context.js";

/** What a statement's run tells to those who listen. Values are never part of it. */
export interface QueryEvent extends RanStatement {
  /** The kind of database, as OpenTelemetry's `db.system.name` calls it. */
  readonly system: string;
  /** The request that it ran for, if it ran in `withRequest(…)`. */
  readonly request: RequestContext | undefined;
  /** The route of that request, such as `/posts/:id`. */
  readonly route: string | undefined;
}
