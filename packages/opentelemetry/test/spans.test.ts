import type { Database } from "@chakra-orm/core";
import { context, createContextKey, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ChakraInstrumentation } from "../src/index.js";
import { Order, openShop } from "./shop.js";
import { telemetry } from "./telemetry.js";

let db: Database;
let instrumentation: ChakraInstrumentation;

beforeAll(async () => {
  telemetry.tracerProvider.register();
  db = await openShop();
});
beforeEach(async () => {
  instrumentation = new ChakraInstrumentation();
  await Order.where({}).delete();
  telemetry.reset();
});
afterEach(() => instrumentation.disable());
afterAll(async () => {
  await db.close();
  trace.disable();
  context.disable();
});

const failing = (work: () => PromiseLike<unknown>) =>
  Promise.resolve(work()).then(
    () => expect.fail("It was to fail."),
    () => undefined,
  );

/** Each span with its parent's name. */
function tree(): string[] {
  const spans = telemetry.spans();
  const nameOf = (id: string | undefined) => spans.find((span) => span.spanContext().spanId === id)?.name;
  return spans.map((span) => `${span.name} < ${nameOf(span.parentSpanContext?.spanId) ?? "nothing"}`);
}

/** Runs work in a span of the program's own. */
function inSpan<R>(name: string, work: () => Promise<R>): Promise<R> {
  return trace.getTracer("test").startActiveSpan(name, async (span) => {
    try {
      return await work();
    } finally {
      span.end();
    }
  });
}

describe("a statement", () => {
  test("is a client span by the conventions", async () => {
    await Order.insertMany([{ name: "one" }, { name: "two" }]);
    await Order.where({ name: "one" });
    const [insert, select] = telemetry.spans() as [ReadableSpan, ReadableSpan];
    const where = { "db.system.name": "sqlite", "db.namespace": ":memory:" };
    expect(insert).toMatchObject({ name: "INSERT shop_orders", kind: SpanKind.CLIENT });
    expect(insert.attributes).toEqual({
      ...where,
      "db.operation.name": "INSERT",
      "db.collection.name": "shop_orders",
      "db.query.summary": "INSERT shop_orders",
      "db.query.text": expect.stringMatching(/^insert into .*shop_orders/),
      "db.operation.batch.size": 2,
    });
    expect(select).toMatchObject({ name: "SELECT shop_orders", status: { code: SpanStatusCode.UNSET }, events: [] });
    expect(select.attributes).toMatchObject({ ...where, "db.response.returned_rows": 1 });
    expect(JSON.stringify([insert.attributes, select.attributes])).not.toContain('"one"');
    expect(insert.instrumentationScope).toEqual({
      name: "@chakra-orm/opentelemetry",
      version: expect.stringMatching(/^\d/),
    });
  });

  test("of one's own SQL is named by the database, since nobody reads it", async () => {
    await db.sql`select name from shop_orders`;
    const [span] = telemetry.spans();
    expect(span?.name).toBe(":memory:");
    expect(span?.attributes).not.toHaveProperty("db.operation.name");
    expect(span?.attributes).toHaveProperty("db.query.text", "select name from shop_orders");
  });

  test("that fails has the code of the database and not its words, which may hold values", async () => {
    await Order.create({ name: "secret" });
    telemetry.reset();
    await failing(() => Order.create({ name: "secret" }));
    const [span] = telemetry.spans();
    const code = "SQLITE_CONSTRAINT_UNIQUE";
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: code });
    expect(span?.attributes).toMatchObject({ "error.type": code, "db.response.status_code": code });
    expect(span?.events).toMatchObject([{ name: "exception", attributes: { "exception.type": code } }]);
    expect(JSON.stringify([span?.attributes, span?.events])).not.toContain("secret");
  });

  test("is a child of the span that is active", async () => {
    await inSpan("GET /orders", () => Promise.all([Order.count(), Order.exists()]));
    expect(tree()).toEqual([
      "SELECT shop_orders < GET /orders",
      "SELECT shop_orders < GET /orders",
      "GET /orders < nothing",
    ]);
  });
});

describe("a transaction", () => {
  test("is a span around its statements, and a savepoint one within", async () => {
    await inSpan("POST /orders", () =>
      db.transaction(async () => {
        await Order.create({ name: "one" });
        await db.transaction(() => Order.count());
        await inSpan("pack", async () => void (await Order.exists()));
      }),
    );
    expect(tree()).toEqual([
      "BEGIN < transaction",
      "INSERT shop_orders < transaction",
      "SAVEPOINT < savepoint",
      "SELECT shop_orders < savepoint",
      "RELEASE < savepoint",
      "savepoint < transaction",
      "SELECT shop_orders < pack",
      "pack < POST /orders",
      "COMMIT < transaction",
      "transaction < POST /orders",
      "POST /orders < nothing",
    ]);
    const whole = telemetry.spans().find(({ name }) => name === "transaction");
    expect(whole).toMatchObject({ kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET } });
    expect(whole?.attributes).toEqual({
      "db.system.name": "sqlite",
      "db.namespace": ":memory:",
      "chakra.transaction.attempt": 1,
      "chakra.transaction.outcome": "committed",
    });
  });

  test("says what rolled it back", async () => {
    await failing(() => db.transaction(() => Promise.reject(new RangeError("secret"))));
    await failing(() => db.transaction(() => Order.find(5)));
    const told = telemetry.spans().filter(({ name }) => name === "transaction");
    expect(told.map(({ attributes }) => attributes["error.type"])).toEqual(["RangeError", "RECORD_NOT_FOUND"]);
    for (const { attributes, status } of told) {
      expect(attributes["chakra.transaction.outcome"]).toBe("rolled back");
      expect(status).toEqual({ code: SpanStatusCode.ERROR });
    }
  });

  test("does not reach into what comes after it", async () => {
    await db.transaction(() => Order.count());
    await Order.count();
    expect(tree().at(-1)).toBe("SELECT shop_orders < nothing");
  });
});

describe("options", () => {
  test("leave texts, transactions, and what has no parent out", async () => {
    instrumentation.setConfig({ queryText: false, transactions: false });
    await db.transaction(() => Order.count());
    expect(tree()).toEqual(["BEGIN < nothing", "SELECT shop_orders < nothing", "COMMIT < nothing"]);
    for (const { attributes } of telemetry.spans()) expect(attributes).not.toHaveProperty("db.query.text");
    telemetry.reset();
    instrumentation.setConfig({ requireParentSpan: true });
    await db.transaction(() => Order.count());
    expect(telemetry.spans()).toEqual([]);
    await inSpan("GET /orders", () => db.transaction(() => Order.count()));
    expect(tree()).toContain("transaction < GET /orders");
  });

  test("that there are not are refused", () => {
    expect(() => new ChakraInstrumentation({ querytext: true } as object)).toThrow(/no option "querytext"/);
    expect(() => instrumentation.setConfig({ queryText: 1 as never })).toThrow(/queryText .* true or false/);
  });

  test("disabled it makes none, enabled twice it makes one", async () => {
    instrumentation.disable();
    instrumentation.disable();
    await Order.count();
    expect(telemetry.spans()).toEqual([]);
    instrumentation.enable();
    instrumentation.enable();
    await Order.count();
    expect(telemetry.spans()).toHaveLength(1);
    const quiet = new ChakraInstrumentation({ enabled: false });
    await Order.count();
    expect(telemetry.spans()).toHaveLength(2);
    expect([quiet.getConfig().enabled, instrumentation.getConfig().enabled]).toEqual([false, true]);
  });

  test("suppressed tracing is respected", async () => {
    // The key by which the SDK's suppressTracing marks a context.
    const suppressed = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");
    await context.with(context.active().setValue(suppressed, true), () => db.transaction(() => Order.count()));
    expect(telemetry.spans()).toEqual([]);
  });

  test("a provider of its own takes the spans", async () => {
    const { InMemorySpanExporter, SimpleSpanProcessor, BasicTracerProvider } = await import(
      "@opentelemetry/sdk-trace-base"
    );
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    instrumentation.setTracerProvider(provider);
    await Order.count();
    expect(exporter.getFinishedSpans()).toHaveLength(1);
    expect(telemetry.spans()).toEqual([]);
  });
});
