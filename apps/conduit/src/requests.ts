import { Ajv } from "ajv";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./refusal.js";

/** How requests of this API are read and checked, before a route sees them. */
export function checkRequests(app: FastifyInstance): void {
  refuseZeros(app);
  allowEmptyBodies(app);
  checkStrictly(app);
}

/** U+0000 in an address: nothing here has it in its name, and no database can look for it. */
function refuseZeros(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (request.url.includes("%00")) throw new Refusal(400, "request", "holds the character U+0000");
  });
}

/** Many clients say that they send JSON with every request, also with a DELETE that has no body. */
function allowEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else parse(request, body, done);
  });
}

/**
 * Checks bodies as they are, where Fastify's own checker would turn `5` into `"5"` and `null` into `""`; only in an
 * address, where everything is text, numbers are read from text. Every mistake is told, not just the first.
 */
function checkStrictly(app: FastifyInstance): void {
  const strict = new Ajv({ allErrors: true, useDefaults: true });
  const reading = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true });
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === "body" ? strict : reading).compile(schema));
}
