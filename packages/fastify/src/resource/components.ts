import { isDeepStrictEqual } from "node:util";
import { ConfigurationError, type JsonSchema } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";

/** What an app has by name. */
interface Names {
  readonly schemas: Map<string, JsonSchema>;
  readonly operations: Set<string>;
}

/** By the outermost instance: an OpenAPI document has one schema, and one operation, of a name. */
const known = new WeakMap<object, Names>();

/** Makes a schema one of the app's, and gives a reference to it. Throws where another one has this name. */
export function component(app: FastifyInstance, name: string, schema: JsonSchema): JsonSchema {
  const { schemas } = namesOf(app);
  const present = schemas.get(name) ?? app.getSchema(name);
  if (present !== undefined && !isDeepStrictEqual(bare(present), schema)) {
    throw new ConfigurationError(
      `There is another JSON Schema named ${JSON.stringify(name)}. Give this resource a name of its own: app.resource(…, { name: "…" }).`,
    );
  }
  schemas.set(name, schema);
  if (app.getSchema(name) === undefined) app.addSchema({ $id: name, ...schema });
  return { $ref: `${name}#` };
}

/** The name of an operation; where another one has it, with where it is. */
export function operation(app: FastifyInstance, name: string, path: string): string {
  const { operations } = namesOf(app);
  const place = path.split("/").map((part) => (part.startsWith(":") ? "" : part.replaceAll(/[^A-Za-z0-9]+/g, "_")));
  const free = operations.has(name) ? [name, ...place.filter((part) => part !== "")].join("_") : name;
  operations.add(free);
  return free;
}

function namesOf(app: FastifyInstance): Names {
  const root = outermost(app);
  const names = known.get(root) ?? { schemas: new Map(), operations: new Set() };
  known.set(root, names);
  return names;
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
