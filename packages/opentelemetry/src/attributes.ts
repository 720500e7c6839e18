import type { EventSource, QueryEvent } from "@chakra-orm/core";
import type { Attributes } from "@opentelemetry/api";

/** Which database it is, and where. */
export function sourceAttributes({ system, server }: EventSource): Attributes {
  return present({
    "db.system.name": system,
    "db.namespace": server.namespace,
    "server.address": server.address,
    "server.port": server.port,
  });
}

/** What spans and metrics of a statement both say; few values each, so that metrics stay small. */
export function statementAttributes(event: QueryEvent): Attributes {
  return {
    ...sourceAttributes(event),
    ...present({
      "db.operation.name": operationOf(event),
      "db.collection.name": event.table,
      "db.query.summary": summaryOf(event),
    }),
  };
}

/** How it failed. Not in the database's words, which may hold values. */
export function errorAttributes(error: unknown): Attributes {
  if (error === undefined) return {};
  const status = codeOf(error);
  return present({ "error.type": status ?? nameOf(error), "db.response.status_code": status });
}

/** The database's own code, such as `23505` or `SQLITE_CONSTRAINT_UNIQUE`. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  const { code } = error;
  return typeof code === "string" || typeof code === "number" ? String(code) : undefined;
}

/** The class of an error. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "_OTHER";
}

/** The name of a statement's span: what it does to which table. Hand-written SQL is not read, as the conventions ask. */
export function summaryOf(event: QueryEvent): string | undefined {
  const operation = operationOf(event);
  if (operation === undefined) return undefined;
  return event.table === undefined ? operation : `${operation} ${event.table}`;
}

function operationOf({ operation, sql }: QueryEvent): string | undefined {
  if (operation === "sql") return undefined;
  // What the ORM itself writes begins with its verb: BEGIN, SAVEPOINT, CREATE.
  const isOwn = operation === "transaction" || operation === "schema";
  return (isOwn ? /^\s*(\w+)/.exec(sql)?.[1] : operation)?.toUpperCase();
}

function present(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
