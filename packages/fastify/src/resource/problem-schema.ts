import type { JsonSchema } from "@chakra-orm/core";
import type { ResourceAction } from "./options.js";
import type { Resource } from "./resource.js";

/** What errors are answered with: RFC 9457, as `problemOf` makes it. */
export const problemSchema: JsonSchema = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: { type: "string" },
    issues: {
      type: "array",
      items: {
        type: "object",
        properties: {
          path: { type: "array", items: { type: ["string", "integer"] } },
          rule: { type: "string" },
          message: { type: "string" },
        },
        required: ["path", "rule", "message"],
      },
    },
    retryAfter: { type: "integer" },
  },
  required: ["title", "status", "code"],
};

const meanings: Readonly<Record<number, string>> = {
  403: "This is not allowed",
  404: "There is no such record",
  409: "This is in conflict with what there is",
  412: "This is another version of the record",
  422: "Some values or parameters are not valid",
  503: "The database is busy, or cannot be reached",
};

/** What may go wrong with an action, by status. */
export function problemsOf(
  { meta, options }: Resource,
  action: ResourceAction,
  problem: JsonSchema,
): Readonly<Record<number, unknown>> {
  const writes = action === "create" || action === "update" || action === "delete";
  const statuses = [
    ...(options.authorize === undefined ? [] : [403]),
    ...(action === "list" || action === "create" ? [] : [404]),
    ...(writes ? [409] : []),
    ...(meta.version !== undefined && (action === "update" || action === "delete") ? [412] : []),
    422,
    503,
  ];
  const answer = (status: number) => ({
    description: meanings[status],
    content: { "application/problem+json": { schema: problem } },
  });
  return Object.fromEntries(statuses.map((status) => [status, answer(status)]));
}
