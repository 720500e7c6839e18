import type { TracingChannel } from "node:diagnostics_channel";
import {
  type AcquireEvent,
  acquireChannel,
  type ConnectEvent,
  connectChannel,
  field,
  Model,
  type QueryEvent,
  queryChannel,
  type ReleaseEvent,
  releaseChannel,
  type TransactionEvent,
  transactionChannel,
  withRequest,
} from "@chakra-orm/core";
import { beforeEach, expect, test, vi } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Parcel extends Model {
  static table = "suite_channels_parcels";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** Hears a channel while `work` runs: each event as it was at its end. */
async function hearing<E extends object>(channel: TracingChannel<unknown, E>, work: () => unknown): Promise<E[]> {
  const heard: E[] = [];
  const started: object[] = [];
  const subscribers = {
    start: (event: object) => void started.push(event),
    asyncEnd: (event: object) => void heard.push(event as E),
  };
  channel.subscribe(subscribers as never);
  try {
    await work();
  } finally {
    channel.unsubscribe(subscribers as never);
  }
  expect(new Set(heard)).toEqual(new Set(started));
  return heard;
}

/** What `node:diagnostics_channel` tells of a database beside its statements. */
export function channels(suite: Suite): void {
  tables(suite, Parcel);
  beforeEach(() => empty(Parcel));

  test("transactions, from their beginning to how they ended", async () => {
    const broken = new Error("no");
    const events = await hearing<TransactionEvent>(transactionChannel, async () => {
      await withRequest({ route: "/parcels" }, () =>
        suite.db.transaction(() => suite.db.transaction(() => Parcel.create({ name: "a" }))),
      );
      await failure(() =>
        suite.db.transaction(() => {
          throw broken;
        }),
      );
    });
    const told = events.map(({ nested, attempt, outcome, error, request }) => [
      nested,
      attempt,
      outcome,
      error,
      request?.route,
    ]);
    expect(told).toEqual([
      [true, 1, "committed", undefined, "/parcels"],
      [false, 1, "committed", undefined, "/parcels"],
      [false, 1, "rolled back", broken, undefined],
    ]);
    expect(events[0]).toMatchObject({ database: "default", system: suite.dialect.system });
    expect(events[0]?.server.namespace).toEqual(expect.any(String));
  });

  test("connections: opened, asked for, and given back", async () => {
    const released: ReleaseEvent[] = [];
    const onRelease = (event: unknown) => void released.push(event as ReleaseEvent);
    releaseChannel.subscribe(onRelease);
    let acquired: AcquireEvent[] = [];
    const opened = await hearing<ConnectEvent>(connectChannel, async () => {
      const db = await suite.open({ name: "channels", models: [Parcel] });
      await db.createTables();
      acquired = await hearing<AcquireEvent>(acquireChannel, () => db.use(() => Parcel.count()));
    });
    releaseChannel.unsubscribe(onRelease);
    expect(opened).toMatchObject([{ database: "channels", system: suite.dialect.system, error: undefined }]);
    expect(opened[0]).toHaveProperty("result", undefined);
    expect(acquired).toMatchObject([{ database: "channels", holder: "Parcel select", error: undefined }]);
    expect(released.at(-1)).toMatchObject({ database: "channels", holder: "Parcel select" });
    expect(released.at(-1)?.heldMs).toBeGreaterThanOrEqual(0);
  });

  test("statements say their table and how many rows they insert, never their values or rows", async () => {
    const events = await hearing<QueryEvent>(queryChannel, async () => {
      await Parcel.insertMany([{ name: "secret 1" }, { name: "secret 2" }]);
      await Parcel.all();
      await suite.db.sql`select ${"secret 3"}`;
    });
    expect(events.map(({ operation, table, batchSize }) => [operation, table, batchSize])).toEqual([
      ["insert", "suite_channels_parcels", 2],
      ["select", "suite_channels_parcels", undefined],
      ["sql", undefined, undefined],
    ]);
    expect(JSON.stringify(events)).not.toContain("secret");
  });

  test("with nobody listening no event is made", async () => {
    for (const { start } of [queryChannel, transactionChannel, acquireChannel, connectChannel]) {
      expect(start.hasSubscribers).toBe(false);
    }
    const runStores = vi.spyOn(transactionChannel.start, "runStores");
    await suite.db.transaction(() => Parcel.count());
    expect(runStores).not.toHaveBeenCalled();
    runStores.mockRestore();
  });
}
