import { AsyncResource } from "node:async_hooks";

/** Made as the package is loaded, so in nobody's request. */
const nowhere = new AsyncResource("Chakra");

/**
 * Runs `work` outside of every async context, this package's and others': connections and timers live longer than the
 * call that happened to make them, and would keep its request in memory for as long.
 */
export function detached<R>(work: () => R): R {
  return nowhere.runInAsyncScope(work);
}
