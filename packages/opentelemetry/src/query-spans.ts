import { type QueryEvent, queryChannel } from "@chakra-orm/core";
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { codeOf, errorAttributes, nameOf, statementAttributes, summaryOf } from "./attributes.js";
import type { ChakraInstrumentationConfig } from "./config.js";
import { hear } from "./hear.js";
import type { TransactionSpans } from "./transaction-spans.js";

/** Makes a CLIENT span of every statement. Gives back what ends that. */
export function traceQueries(
  tracer: () => Tracer,
  config: () => ChakraInstrumentationConfig,
  transactions: TransactionSpans,
): () => void {
  const spans = new WeakMap<QueryEvent, Span>();
  const start = (event: QueryEvent): void => {
    const parent = transactions.within(context.active());
    const { queryText = true, requireParentSpan = false } = config();
    if (requireParentSpan && trace.getSpan(parent) === undefined) return;
    const attributes = statementAttributes(event);
    if (queryText) attributes["db.query.text"] = event.sql;
    if ((event.batchSize ?? 0) > 1) attributes["db.operation.batch.size"] = event.batchSize;
    const name = summaryOf(event) ?? event.server.namespace ?? event.system;
    spans.set(event, tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent));
  };
  const end = (event: QueryEvent): void => {
    const span = spans.get(event);
    if (span === undefined) return;
    const { error, operation, rows } = event;
    if (error !== undefined) fail(span, error);
    else if (operation === "select") span.setAttribute("db.response.returned_rows", rows);
    span.end();
  };
  return hear(queryChannel, start, end);
}

/** Says that it failed, and by its code why: the message of a driver may hold values. */
function fail(span: Span, error: unknown): void {
  const code = codeOf(error);
  span.setAttributes(errorAttributes(error));
  span.setStatus({ code: SpanStatusCode.ERROR, ...(code !== undefined && { message: code }) });
  span.recordException(code === undefined ? { name: nameOf(error) } : { code, name: nameOf(error) });
}
