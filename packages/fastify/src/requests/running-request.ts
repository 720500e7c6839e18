import { currentRequest, type RequestContext } from "@chakra-orm/core";
import type { FastifyRequest } from "fastify";

/** What the plugin keeps of a request, as long as Fastify does. */
export interface RunningRequest {
  readonly context: RequestContext;
  /** Runs `work` in its scope, in the transaction of its route too. */
  readonly enter: <R>(work: () => R) => R;
  /** Runs `work` in its scope, but outside of that transaction. */
  readonly leaveTransaction: <R>(work: () => R) => R;
}

const running = new WeakMap<object, RunningRequest>();

/** The request of Fastify's that the running call is part of. */
export function runningRequest(): FastifyRequest | undefined {
  const origin = currentRequest()?.origin;
  return origin !== undefined && running.has(origin) ? (origin as FastifyRequest) : undefined;
}

/** Keeps what is known of a request for its later hooks. */
export function keepRunning(request: FastifyRequest, known: RunningRequest): void {
  running.set(request, known);
}

/** What is known of a request; `undefined` where its first hook has failed. */
export function knownOf(request: FastifyRequest): RunningRequest | undefined {
  return running.get(request);
}
