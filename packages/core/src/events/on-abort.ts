import type { RequestEnd } from "./request-end.js";

/** What is to be called when a signal aborts. */
interface Watch {
  readonly stops: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Has `stop` called when a signal aborts; gives back what ends that. A signal has one listener for all that is running,
 * or Node would warn of a leak, and none in between: it may live longer than whatever it ends.
 */
export function onAbort(signal: AbortSignal | RequestEnd, stop: () => void): () => void {
  if ("watch" in signal) return signal.watch(stop);
  const watch = watches.get(signal) ?? begin(signal);
  // Its own function, so that one given twice is called twice.
  const entry = (): void => stop();
  watch.stops.add(entry);
  return () => {
    if (!watch.stops.delete(entry) || watch.stops.size > 0) return;
    signal.removeEventListener("abort", watch.listener);
    watches.delete(signal);
  };
}

function begin(signal: AbortSignal): Watch {
  const stops = new Set<() => void>();
  const listener = (): void => {
    for (const stop of [...stops]) stop();
  };
  const watch = { stops, listener };
  watches.set(signal, watch);
  signal.addEventListener("abort", listener);
  return watch;
}
