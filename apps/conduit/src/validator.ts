import { Ajv } from "ajv";
import type { FastifyInstance } from "fastify";

/**
 * Checks bodies as they are, where Fastify's own checker would turn `5` into `"5"` and `null` into `""`; only in an
 * address, where everything is text, numbers are read from text. Every mistake is told, not just the first.
 */
export function checkRequests(app: FastifyInstance): void {
  const strict = new Ajv({ allErrors: true, useDefaults: true });
  const reading = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true });
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === "body" ? strict : reading).compile(schema));
}
