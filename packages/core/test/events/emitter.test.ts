import { afterEach, expect, test, vi } from "vitest";
import { Emitter } from "../../src/events/emitter.js";
import type { QueryEvent } from "../../src/events/query-event.js";

const event = (): QueryEvent => ({
  database: "default",
  system: "none",
  sql: "select 1",
  operation: "select",
  model: undefined,
  durationMs: 0,
  rows: 0,
  error: undefined,
  request: undefined,
  isRepeated: false,
  server: {},
  table: undefined,
  batchSize: undefined,
  route: undefined,
});

afterEach(() => vi.restoreAllMocks());

test("a listener that throws warns, and fails neither the statement nor the other listeners", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
  const emitter = new Emitter();
  const heard: string[] = [];
  emitter.add(() => {
    throw new Error("listener");
  });
  emitter.add(({ sql, rows }) => heard.push(`${sql} ${rows}`));
  const result = { rows: [[1]], affected: 0 };
  expect(await emitter.observe(event(), false, async () => result)).toBe(result);
  expect(heard).toEqual(["select 1 1"]);
  expect(warned).toHaveBeenCalledWith(expect.objectContaining({ message: "listener" }));
});

test("one function added twice is called twice, and removed once at a time", async () => {
  const emitter = new Emitter();
  let calls = 0;
  const listener = () => {
    calls++;
  };
  const [first, second] = [emitter.add(listener), emitter.add(listener)];
  const run = () => emitter.observe(event(), false, async () => ({ rows: [], affected: 0 }));
  await run();
  first();
  first();
  await run();
  second();
  expect([calls, emitter.active]).toEqual([3, false]);
});
