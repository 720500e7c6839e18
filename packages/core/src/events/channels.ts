import { type Channel, channel, type TracingChannel, tracingChannel } from "node:diagnostics_channel";
import type { AcquireEvent, ConnectEvent, ReleaseEvent } from "./pool-events.js";
import type { QueryEvent } from "./query-event.js";
import type { TransactionEvent } from "./transaction-event.js";

/**
 * The channels of `node:diagnostics_channel` on which every statement is published, also to subscribers that know no
 * `Database`: `tracing:chakra:query:start`, `…:end`, `…:asyncStart`, `…:asyncEnd` and `…:error`, each with a
 * `QueryEvent`.
 */
export const queryChannel: TracingChannel<unknown, QueryEvent> = tracingChannel("chakra:query");

/** `tracing:chakra:transaction:…`: every transaction and savepoint, from BEGIN to its end, with a `TransactionEvent`. */
export const transactionChannel: TracingChannel<unknown, TransactionEvent> = tracingChannel("chakra:transaction");

/** `tracing:chakra:acquire:…`: a connection is asked of the pool, until it is there, with an `AcquireEvent`. */
export const acquireChannel: TracingChannel<unknown, AcquireEvent> = tracingChannel("chakra:acquire");

/** `tracing:chakra:connect:…`: a connection is opened, with a `ConnectEvent`; in no request, since others will use it. */
export const connectChannel: TracingChannel<unknown, ConnectEvent> = tracingChannel("chakra:connect");

/** `chakra:release`: a connection was given back to the pool, with a `ReleaseEvent`. */
export const releaseChannel: Channel<unknown, ReleaseEvent> = channel("chakra:release") as Channel<
  unknown,
  ReleaseEvent
>;
