import type { TracingChannel } from "node:diagnostics_channel";

/**
 * Publishes a piece of work on a channel, if anybody listens. What the work gives is not published: that would be rows,
 * or a connection.
 */
export function trace<E extends object, R>(
  channel: TracingChannel<unknown, E>,
  describe: () => E,
  run: (event?: E) => Promise<R>,
): Promise<R> {
  return channel.hasSubscribers ? traced(channel, describe(), run) : run();
}

async function traced<E extends object, R>(
  channel: TracingChannel<unknown, E>,
  event: E,
  run: (event: E) => Promise<R>,
): Promise<R> {
  let given: { readonly result: R } | undefined;
  await channel.tracePromise(async () => {
    given = { result: await run(event) };
  }, event);
  return (given as unknown as { readonly result: R }).result;
}
