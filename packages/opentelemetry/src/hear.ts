import type { TracingChannel } from "node:diagnostics_channel";

/** Hears of the beginning and the end of each piece of work on a channel. Gives back what ends that. */
export function hear<E extends object>(
  channel: TracingChannel<unknown, E>,
  start: (event: E) => void,
  end: (event: E) => void,
): () => void {
  const nothing = (): void => undefined;
  const subscribers = { start, end: nothing, asyncStart: nothing, asyncEnd: end, error: nothing };
  channel.subscribe(subscribers);
  return () => void channel.unsubscribe(subscribers);
}
