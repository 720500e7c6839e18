import { field, Model, type QueryEvent, queryChannel } from "@chakra-orm/core";
import { Database } from "@chakra-orm/core/internal";
import { expect, test, vi } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Signal extends Model {
  static table = "suite_signals";
  id = field.id();
  name = field.string(10, { unique: true });
}

/** What can be heard of statements, and that silence costs nothing. */
export function events(suite: Suite): void {
  tables(suite, Signal);

  test("a listener hears of each statement, until it is removed", async () => {
    const heard: QueryEvent[] = [];
    const stop = suite.db.on("query", (event) => heard.push(event));
    const signal = await Signal.create({ name: "a" });
    await signal.update({ name: "b" });
    await Signal.all();
    await signal.delete();
    await suite.db.transaction(() => Signal.count());
    stop();
    stop();
    await Signal.count();
    const operations = heard.map(({ operation }) => operation);
    expect(operations).toEqual(["insert", "update", "select", "delete", "transaction", "select", "transaction"]);
    for (const event of heard) {
      expect(event).toMatchObject({ database: "default", system: suite.dialect.system, error: undefined });
      expect(event.durationMs).toBeGreaterThanOrEqual(0);
      expect(event.sql).not.toBe("");
    }
    expect(heard.slice(0, 4).map(({ model, rows }) => [model, rows])).toEqual(Array(4).fill(["Signal", 1]));
    expect(heard[4]?.model).toBeUndefined();
  });

  test("a function that listens twice hears twice, and each stop ends one", async () => {
    const listener = vi.fn();
    const [one, two] = [suite.db.on("query", listener), suite.db.on("query", listener)];
    await Signal.count();
    one();
    one();
    await Signal.count();
    two();
    await Signal.count();
    expect(listener).toHaveBeenCalledTimes(3);
  });

  test("failures are heard with their error", async () => {
    await Signal.create({ name: "taken" });
    const heard: QueryEvent[] = [];
    const stop = suite.db.on("query", (event) => heard.push(event));
    const error = await failure(() => Signal.create({ name: "taken" }));
    stop();
    expect(error).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect(heard).toHaveLength(1);
    expect(heard[0]?.error).toBeDefined();
  });

  test("node:diagnostics_channel has them all, with start, end and error", async () => {
    const heard: string[] = [];
    const hear = (name: string) => (message: unknown) => {
      const { operation, model, rows, error } = message as QueryEvent;
      heard.push([name, operation, model, rows, error === undefined ? "" : "failed"].join(" ").trim());
    };
    const names = ["start", "asyncEnd", "error"] as const;
    const subscribers = Object.fromEntries(names.map((name) => [name, hear(name)]));
    queryChannel.subscribe(subscribers as never);
    await Signal.count();
    await failure(() => Signal.create({ name: "taken" }));
    queryChannel.unsubscribe(subscribers as never);
    await Signal.count();
    expect(heard).toEqual([
      "start select Signal 0",
      "asyncEnd select Signal 1",
      "start insert Signal 0",
      "error insert Signal 0 failed",
      "asyncEnd insert Signal 0 failed",
    ]);
  });

  test("without a listener no event is made", async () => {
    const { emitter } = Database.engine(suite.db);
    const observe = vi.spyOn(emitter, "observe");
    await Signal.count();
    expect(observe).not.toHaveBeenCalled();
    const stop = suite.db.on("query", () => undefined);
    await Signal.count();
    expect(observe).toHaveBeenCalledTimes(1);
    stop();
    observe.mockRestore();
  });

  test("there is no other event", async () => {
    expect(await failure(() => suite.db.on("nothing" as "query", () => undefined))).toMatchObject({
      code: "CONFIGURATION",
    });
  });
}
