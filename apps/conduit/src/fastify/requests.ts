import type { FastifyInstance } from "fastify";
import { checkerOf, type Schema } from "../api/check-input.js";

/** How requests of this API are read and checked, before a route sees them. */
export function checkRequests(app: FastifyInstance): void {
  allowEmptyBodies(app);
  // Fastify's own checker would turn `5` into `"5"` and `null` into `""`, also in a body.
  app.setValidatorCompiler<Schema>(({ schema, httpPart }) => {
    const check = checkerOf(schema, httpPart === "body" ? "body" : "address");
    return (value: unknown) => {
      try {
        check(value);
        return { value };
      } catch (error) {
        return { error: error as Error };
      }
    };
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
