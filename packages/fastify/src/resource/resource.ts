import { ConfigurationError, type InputSchema, type JsonSchema, type Model, type Permitted } from "@chakra-orm/core";
import { type ModelMeta, metaOf, modelJsonSchema } from "@chakra-orm/core/internal";
import type { FastifyRequest } from "fastify";
import type { AnyResourceOptions, ResourceAction } from "./options.js";

/** Any model, as this folder knows it. */
export type AnyModel = typeof Model & (new (attributes?: never) => Model);

/** What a request may write: the check, and the same as JSON Schema. */
export interface Writable {
  readonly input: InputSchema<object>;
  readonly json: JsonSchema;
}

/** A resource, checked: what its routes are made of. */
export interface Resource {
  readonly model: AnyModel;
  readonly meta: ModelMeta;
  readonly name: string;
  readonly prefix: string;
  readonly actions: readonly ResourceAction[];
  readonly permitted: Permitted<Model>;
  readonly create: Writable;
  readonly update: Writable;
  readonly options: AnyResourceOptions;
}

/** In the order of their routes. */
const reading: readonly ResourceAction[] = ["list", "read"];
const all: readonly ResourceAction[] = [...reading, "create", "update", "delete"];

/** Reads the options. Throws `ConfigurationError` or `QueryError` for what cannot be. */
export function readResource(given: unknown, options: AnyResourceOptions): Resource {
  if (typeof given !== "function" || !("permit" in given)) {
    throw new ConfigurationError("app.resource takes a model first: app.resource(Post, { filter: […] }).");
  }
  const model = given as AnyModel;
  const meta = metaOf(model);
  const { filter, sort, include, size, maxSize, name = meta.name } = options;
  if (!/^[\w.-]+$/.test(name)) {
    throw new ConfigurationError(
      `The resource of ${meta.name} is named ${JSON.stringify(name)}: names in OpenAPI have letters, digits, ".", "-" and "_".`,
    );
  }
  for (const parameter of Object.keys(options.parameters ?? {})) {
    if (!/^(filter|sort|include|page)(\[|$)/.test(parameter)) continue;
    throw new ConfigurationError(`The parameter ${parameter} of the resource of ${meta.name} has a meaning already.`);
  }
  const permitted = model.permit({ filter, sort, include, size, maxSize } as object) as unknown as Permitted<Model>;
  // Paths through other models are followed here, where these are all known, and not by the first request.
  if (include !== undefined && include.length > 0) permitted.single({ include: include.join(",") });
  const writable = options.writable ?? {};
  const both = Array.isArray(writable) ? { create: writable, update: writable } : writable;
  return {
    model,
    meta,
    name,
    prefix: readPrefix(meta, options.prefix),
    actions: readActions(meta, options),
    permitted,
    create: writableOf(model, "create", (both as { create?: readonly string[] }).create),
    update: writableOf(model, "update", (both as { update?: readonly string[] }).update),
    options,
  };
}

function readActions(meta: ModelMeta, { only, except = [] }: AnyResourceOptions): readonly ResourceAction[] {
  for (const action of [...(only ?? []), ...except]) {
    if (all.includes(action)) continue;
    throw new ConfigurationError(
      `The resource of ${meta.name} has no action ${JSON.stringify(action)}; there is ${all.join(", ")}.`,
    );
  }
  const isAbstract = meta.inheritance !== undefined && meta.inheritance.value === undefined;
  if (isAbstract && only?.includes("create")) {
    throw new ConfigurationError(`${meta.name} is abstract, so its resource cannot have "create": its subclasses can.`);
  }
  const wanted = only ?? (meta.readonly ? reading : all.filter((action) => !isAbstract || action !== "create"));
  const actions = all.filter((action) => wanted.includes(action) && !except.includes(action));
  const write = actions.find((action) => !reading.includes(action));
  if (meta.readonly && write !== undefined) {
    throw new ConfigurationError(`${meta.name} is readonly, so its resource cannot have ${JSON.stringify(write)}.`);
  }
  if (actions.length > 0) return actions;
  throw new ConfigurationError(`The resource of ${meta.name} has no routes: only and except leave none.`);
}

function readPrefix(
  { table, name, naming, inheritance }: ModelMeta,
  // Classes that share a table have a path each.
  given = `/${(inheritance?.parent ? naming.table(name) : table).toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
): string {
  if (typeof given === "string" && /^(\/[^/?#]+)*\/?$/.test(given)) return given.replace(/\/$/, "");
  throw new ConfigurationError(
    `prefix of the resource of ${name} is a path that begins with a slash, such as "/posts", not ${JSON.stringify(given)}.`,
  );
}

function writableOf(model: AnyModel, purpose: "create" | "update", only: readonly string[] | undefined): Writable {
  const json = modelJsonSchema(metaOf(model), purpose, { only });
  const options = { only: only as never, from: "json" } as const;
  const input = purpose === "create" ? model.inputSchema("create", options) : model.inputSchema("update", options);
  return { input: input as InputSchema<object>, json };
}

/** The query that a request can reach records by. */
export function scoped<Q extends object>({ meta, options: { scope } }: Resource, query: Q, request: FastifyRequest): Q {
  if (scope === undefined) return query;
  const given: unknown = scope(query as never, request);
  if (given !== null && typeof given === "object" && "cursor" in given) return given as Q;
  throw new ConfigurationError(
    `scope of the resource of ${meta.name} has to give back the query that it makes: (query, request) => query.where(…), without await.`,
  );
}
