import type { JsonSchema } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { type Named, relatedSchema, shownSchema } from "./answer-schema.js";
import { component, operation } from "./components.js";
import { pathSchema } from "./key.js";
import type { ResourceAction } from "./options.js";
import { problemSchema, problemsOf } from "./problem-schema.js";
import type { Resource } from "./resource.js";

/** The schemas of a resource's routes, as Fastify has them and as `@fastify/swagger` writes them down. */
export function routeSchemas(
  app: FastifyInstance,
  resource: Resource,
): (action: ResourceAction, path: string) => Readonly<Record<string, unknown>> {
  const { meta, name, options } = resource;
  const named: Named = (id, schema) => component(app, id, schema);
  const problem = named("Problem", problemSchema);
  // Made by the first route that needs them: a resource without writing has no schema of what is written.
  const single = () => {
    if (options.serialize === undefined) return shownSchema(meta, name, named);
    return options.answer === undefined ? {} : named(`${name}Answer`, options.answer);
  };
  const withRelations = () => {
    const { include = [] } = options;
    if (include.length === 0 || options.serialize !== undefined) return single();
    return named(`${name}WithRelations`, relatedSchema(meta, include, named));
  };
  const described: Readonly<Record<ResourceAction, () => Readonly<Record<string, unknown>>>> = {
    list: () => ({
      summary: `List records of ${name}`,
      response: {
        200: described200(named(`${name}Page`, pageSchema(withRelations(), options.total === true)), "A page"),
      },
    }),
    read: () => ({
      summary: `Read one ${name}`,
      response: { 200: { ...described200(withRelations(), `The ${name}`), ...tagged(resource) } },
    }),
    create: () => ({
      summary: `Create a ${name}`,
      body: named(`${name}Create`, resource.create.json),
      response: { 201: { ...described200(single(), `The new ${name}`), ...tagged(resource, location) } },
    }),
    update: () => ({
      summary: `Change a ${name}`,
      body: named(`${name}Update`, resource.update.json),
      response: { 200: { ...described200(single(), `The ${name} as it is now`), ...tagged(resource) } },
    }),
    delete: () => ({
      summary: `Delete a ${name}`,
      response: { 204: { type: "null", description: "It is deleted" } },
    }),
  };
  return (action, path) => {
    const { response, ...schema } = described[action]();
    const params = pathSchema(meta, path);
    const querystring = parametersSchema(resource, action);
    const { response: more, ...given } = options.schema ?? {};
    return {
      tags: [name],
      operationId: operation(app, `${action}${name}`, path),
      ...schema,
      ...(params !== undefined && { params }),
      ...(querystring !== undefined && { querystring }),
      ...(meta.version !== undefined && (action === "update" || action === "delete") && { headers: ifMatch }),
      response: { ...(response as object), ...problemsOf(resource, action, problem), ...(more as object | undefined) },
      ...given,
    };
  };
}

const described200 = (schema: JsonSchema, description: string): Record<string, unknown> => ({
  description,
  content: { "application/json": { schema } },
});

const location = { location: { type: "string", description: "The address of the new record" } };
const etag = { etag: { type: "string", description: "The version of the record, for If-Match" } };
const ifMatch = {
  type: "object",
  properties: { "if-match": { type: "string", description: "The ETag of the version that is meant" } },
};

/** The headers of an answer. */
function tagged({ meta }: Resource, more: object = {}): { headers?: object } {
  const headers = { ...more, ...(meta.version !== undefined && etag) };
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function pageSchema(items: JsonSchema, total: boolean): JsonSchema {
  const cursor = (way: string) => ({ type: ["string", "null"], description: `The cursor for page[${way}]` });
  return {
    type: "object",
    properties: {
      data: { type: "array", items },
      next: cursor("after"),
      previous: cursor("before"),
      ...(total && { total: { type: "integer", minimum: 0 } }),
    },
    required: ["data", "next", "previous", ...(total ? ["total"] : [])],
  };
}

/** What a query string may say: of what is written, nothing but what the app itself reads. */
function parametersSchema({ permitted, options }: Resource, action: ResourceAction): JsonSchema | undefined {
  const isRead = action === "list" || action === "read";
  const own = isRead ? permitted.jsonSchema(action === "list" ? "list" : "single")["properties"] : {};
  const properties = { ...(own as object), ...options.parameters };
  if (Object.keys(properties).length === 0) return undefined;
  return { type: "object", properties, additionalProperties: false };
}
