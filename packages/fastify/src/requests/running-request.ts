import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestContext } from "@chakra-orm/core";
import type { FastifyRequest } from "fastify";

/** What the plugin keeps of a request, as long as Fastify does. */
export interface RunningRequest {
  readonly context: RequestContext;
  /** Runs `work` in its scope, in the transaction of its route too. */
  readonly enter: <R>(work: () => R) => R;
  /** Runs `work` in its scope, but outside of that transaction. */
  readonly leaveTransaction: <R>(work: () => R) => R;
}

const storage = new AsyncLocalStorage<FastifyRequest>();
const running = new WeakMap<FastifyRequest, RunningRequest>();

/** The request of Fastify's that the running call is part of. */
export function runningRequest(): FastifyRequest | undefined {
  return storage.getStore();
}

/** Runs `work` as part of a request. */
export function asRequest<R>(request: FastifyRequest, work: () => R): R {
  return storage.run(request, work);
}

/** Keeps what is known of a request for its later hooks. */
export function keepRunning(request: FastifyRequest, known: RunningRequest): void {
  running.set(request, known);
}

/** What is known of a request; `undefined` where its first hook has failed. */
export function knownOf(request: FastifyRequest): RunningRequest | undefined {
  return running.get(request);
}
