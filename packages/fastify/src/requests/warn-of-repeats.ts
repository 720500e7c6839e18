import type { StatementReport } from "@chakra-orm/core";
import type { FastifyRequest } from "fastify";

/** Warns of one statement that a request ran again and again, with the lines that ran it. */
export function warnOfRepeats(request: FastifyRequest, { statements, durationMs, repeated }: StatementReport): void {
  if (repeated.length === 0 || request.server.databases.repeatedFrom === false) return;
  const route = `${request.method} ${request.routeOptions.url ?? request.url}`;
  const told = repeated.map(({ model, operation, sql, times, caller }) => ({ model, operation, sql, times, caller }));
  request.log.warn(
    { component: "chakra", route, statements, durationMs: Math.round(durationMs), repeated: told },
    "the same statement ran again and again in one request",
  );
}
