import type { RouteShorthandOptions } from "fastify";
import { type Access, type Operation, type OperationId, operations } from "../api/operations.js";
import { answers } from "../api/schemas.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may ask; anybody if not said. */
    access?: Access;
  }
}

/** An operation as the options of a route: what is checked, how answers are written, what the document tells. */
export function describe(id: OperationId): RouteShorthandOptions {
  const operation: Operation = operations[id];
  const { group, summary, access, params, query, body, status, answer, errors } = operation;
  const failures = Object.fromEntries(errors.map((code) => [code, { description: "Refused", ...answers.errors }]));
  return {
    config: { access },
    schema: {
      operationId: id,
      summary,
      tags: [group],
      ...(params !== undefined && { params }),
      ...(query !== undefined && { querystring: query }),
      ...(body !== undefined && { body }),
      ...(access === "required" && { security: [{ Token: [] }] }),
      ...(access === "optional" && { security: [{}, { Token: [] }] }),
      response: { [status]: answer ?? { type: "null", description: "Nothing" }, ...failures },
    },
  };
}
