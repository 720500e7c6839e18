import { AsyncLocalStorage } from "node:async_hooks";
import { type TransactionEvent, transactionChannel } from "@chakra-orm/core";
import { type Context, context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { codeOf, nameOf, sourceAttributes } from "./attributes.js";
import type { ChakraInstrumentationConfig } from "./config.js";
import { hear } from "./hear.js";

/** The transaction that a call runs in. */
interface Within {
  readonly span: Span;
  /** The span that was active where it was begun. */
  readonly around: Span | undefined;
}

/** Makes a span of every transaction and savepoint, around those of its statements. */
export class TransactionSpans {
  readonly #tracer: () => Tracer;
  readonly #config: () => ChakraInstrumentationConfig;
  readonly #spans = new WeakMap<TransactionEvent, Span>();
  readonly #store = new AsyncLocalStorage<Within | undefined>();

  constructor(tracer: () => Tracer, config: () => ChakraInstrumentationConfig) {
    this.#tracer = tracer;
    this.#config = config;
  }

  /** Begins to listen. Gives back what ends that. */
  listen(): () => void {
    const { start } = transactionChannel;
    start.bindStore(this.#store, (event) => this.#begin(event));
    const stop = hear(
      transactionChannel,
      () => undefined,
      (event) => this.#end(event),
    );
    return () => {
      start.unbindStore(this.#store);
      stop();
    };
  }

  /** The context for what is done in the transaction; one's own span inside it is nearer than that. */
  within(active: Context): Context {
    const within = this.#store.getStore();
    if (within === undefined || trace.getSpan(active) !== within.around) return active;
    return trace.setSpan(active, within.span);
  }

  #begin(event: TransactionEvent): Within | undefined {
    const active = context.active();
    const parent = this.within(active);
    const { transactions = true, requireParentSpan = false } = this.#config();
    if (!transactions || (requireParentSpan && trace.getSpan(parent) === undefined)) return this.#store.getStore();
    const span = this.#tracer().startSpan(
      event.nested ? "savepoint" : "transaction",
      {
        kind: SpanKind.INTERNAL,
        attributes: { ...sourceAttributes(event), "chakra.transaction.attempt": event.attempt },
      },
      parent,
    );
    this.#spans.set(event, span);
    return { span, around: trace.getSpan(active) };
  }

  #end(event: TransactionEvent): void {
    const span = this.#spans.get(event);
    if (span === undefined) return;
    const { outcome, error } = event;
    if (outcome !== undefined) span.setAttribute("chakra.transaction.outcome", outcome);
    if (error !== undefined) {
      span.setAttribute("error.type", codeOf(error) ?? nameOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }
}
