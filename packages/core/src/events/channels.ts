import { type TracingChannel, tracingChannel } from "node:diagnostics_channel";
import type { QueryEvent } from "./query-event.js";

/**
 * The channels of `node:diagnostics_channel` on which every statement is published, also to subscribers that know no
 * `Database`: `tracing:chakra:query:start`, `…:end`, `…:asyncStart`, `…:asyncEnd` and `…:error`, each with a
 * `QueryEvent`.
 */
export const queryChannel: TracingChannel<string, QueryEvent> = tracingChannel("chakra:query");
