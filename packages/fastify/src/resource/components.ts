import { isDeepStrictEqual } from "node:util";
import { ConfigurationError, type JsonSchema } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";

/** By the outermost instance, what its schemas are called: an OpenAPI document has one of a name. */
const known = new WeakMap<object, Map<string, JsonSchema>>();

/** Makes a schema one of the app's, and gives a reference to it. Throws where another one has this name. */
export function component(app: FastifyInstance, name: string, schema: JsonSchema): JsonSchema {
  const all = known.get(outermost(app)) ?? new Map<string, JsonSchema>();
  known.set(outermost(app), all);
  const present = all.get(name) ?? app.getSchema(name);
  if (present !== undefined && !isDeepStrictEqual(bare(present), schema)) {
    throw new ConfigurationError(
      `There is another JSON Schema named ${JSON.stringify(name)}. Give this resource a name of its own: app.resource(…, { name: "…" }).`,
    );
  }
  all.set(name, schema);
  if (app.getSchema(name) === undefined) app.addSchema({ $id: name, ...schema });
  return { $ref: `${name}#` };
}

function bare(schema: unknown): object {
  const { $id: _, ...rest } = schema as { $id?: string };
  return rest;
}

/** Instances of Fastify inherit from the one around them. */
function outermost(app: FastifyInstance): object {
  let at: object = app;
  for (let around: unknown = Object.getPrototypeOf(at); isInstance(around); around = Object.getPrototypeOf(at)) {
    at = around;
  }
  return at;
}

function isInstance(value: unknown): value is object {
  return typeof value === "object" && value !== null && "addSchema" in value;
}
