import {
  type AcquireEvent,
  acquireChannel,
  ChakraError,
  type ConnectEvent,
  connectChannel,
  type ReleaseEvent,
  releaseChannel,
} from "@chakra-orm/core";
import { connectedEngines } from "@chakra-orm/core/internal";
import type { BatchObservableResult, Histogram, Meter } from "@opentelemetry/api";
import { hear } from "./hear.js";

const pool = (database: string) => ({ "db.client.connection.pool.name": database });

/** Records what pools of connections do. Gives back what ends that. */
export function measurePools(meter: Meter): () => void {
  const timeouts = meter.createCounter("db.client.connection.timeouts", {
    description: "Connections that could not be had in time.",
    unit: "{timeout}",
  });
  const seconds = (name: string, description: string) =>
    meter.createHistogram(`db.client.connection.${name}`, { description, unit: "s" });
  const held = seconds("use_time", "Time between taking a connection and giving it back.");
  const onRelease = (event: unknown): void => {
    const { database, heldMs } = event as ReleaseEvent;
    held.record(heldMs / 1000, pool(database));
  };
  releaseChannel.subscribe(onRelease);
  const stops = [
    observe(meter),
    timed<ConnectEvent>(connectChannel, seconds("create_time", "Time it took to open a connection.")),
    timed<AcquireEvent>(
      acquireChannel,
      seconds("wait_time", "Time it took to get a connection from the pool."),
      ({ database, error }) => {
        if (ChakraError.is(error) && error.code === "POOL_TIMEOUT") timeouts.add(1, pool(database));
      },
    ),
    () => void releaseChannel.unsubscribe(onRelease),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Records how long the work on a channel takes where it succeeds. */
function timed<E extends AcquireEvent | ConnectEvent>(
  channel: Parameters<typeof hear<E>>[0],
  histogram: Histogram,
  end?: (event: E) => void,
): () => void {
  const started = new WeakMap<E, number>();
  return hear<E>(
    channel,
    (event) => void started.set(event, performance.now()),
    (event) => {
      const since = started.get(event);
      if (since !== undefined && event.error === undefined) {
        histogram.record((performance.now() - since) / 1000, pool(event.database));
      }
      end?.(event);
    },
  );
}

/** Reads the figures of every connected database when they are asked for. */
function observe(meter: Meter): () => void {
  const count = meter.createObservableUpDownCounter("db.client.connection.count", {
    description: "Connections by state.",
    unit: "{connection}",
  });
  const max = meter.createObservableUpDownCounter("db.client.connection.max", {
    description: "The most connections there may be.",
    unit: "{connection}",
  });
  const waiting = meter.createObservableUpDownCounter("db.client.connection.pending_requests", {
    description: "Who waits for a connection.",
    unit: "{request}",
  });
  const all = [count, max, waiting];
  const read = (result: BatchObservableResult): void => {
    for (const { name, pool: connections } of connectedEngines()) {
      const { total, idle, ...status } = connections.status;
      result.observe(count, idle, { ...pool(name), "db.client.connection.state": "idle" });
      result.observe(count, total - idle, { ...pool(name), "db.client.connection.state": "used" });
      result.observe(max, status.max, pool(name));
      result.observe(waiting, status.waiting, pool(name));
    }
  };
  meter.addBatchObservableCallback(read, all);
  return () => meter.removeBatchObservableCallback(read, all);
}
