import { ForbiddenError, type Model, type Query, StaleRecordError, ValidationError } from "@chakra-orm/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addressOf, keyIn } from "./key.js";
import type { ResourceAccess, ResourceAction } from "./options.js";
import { type Resource, scoped, type Writable } from "./resource.js";
import { outdated, requireMatch, tagOf } from "./version.js";

/** What answers a request. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** What each action does. Who may is asked first, then which version is meant, then what the body says. */
export const handlers: Readonly<Record<ResourceAction, (resource: Resource) => Handler>> = {
  list: (resource) => async (request) => {
    await authorize(resource, request, { action: "list" });
    const { permitted, options } = resource;
    const query = ownParameters(resource, request);
    const narrow = (records: Query<Model>) => scoped(resource, records, request);
    const { records, next, previous } = await permitted.page(query, narrow);
    const data = await Promise.all(records.map((record) => shown(resource, record, request)));
    if (options.total !== true) return { data, next, previous };
    return { data, next, previous, total: await narrow(permitted.query(query)).count() };
  },

  read: (resource) => async (request, reply) => {
    const query = resource.permitted.single(ownParameters(resource, request));
    const record = await reach(resource, query, request, "read");
    // With others along it would not be the record's own version that tells whether anything changed.
    if (!("include" in (request.query as object))) tag(resource, record, reply);
    return shown(resource, record, request);
  },

  create: (resource) => async (request, reply) => {
    refuseParameters(resource, request);
    await authorize(resource, request, { action: "create" });
    const { model, meta, options, create } = resource;
    const input = await readBody(resource, create, request);
    const attributes = options.beforeCreate ? await options.beforeCreate(input as never, request) : input;
    const record = await model.create(attributes as never);
    reply.status(201).header("location", addressOf(meta, record, request.originalUrl));
    tag(resource, record, reply);
    return shown(resource, record, request);
  },

  update: (resource) => async (request, reply) => {
    refuseParameters(resource, request);
    const { meta, model, options, update } = resource;
    const record = await reach(resource, model.all(), request, "update");
    requireMatch(meta, record, request.headers["if-match"]);
    const input = await readBody(resource, update, request);
    const change = options.beforeUpdate ? await options.beforeUpdate(input as never, request, record) : input;
    await matching(resource, request, () => record.update(change as never));
    tag(resource, record, reply);
    return shown(resource, record, request);
  },

  delete: (resource) => async (request, reply) => {
    refuseParameters(resource, request);
    const record = await reach(resource, resource.model.all(), request, "delete");
    requireMatch(resource.meta, record, request.headers["if-match"]);
    await matching(resource, request, () => record.delete());
    reply.status(204);
    return undefined;
  },
};

/** The record that an address names, if the request can reach it and may do this with it. */
async function reach(
  resource: Resource,
  query: Query<Model>,
  request: FastifyRequest,
  action: "read" | "update" | "delete",
): Promise<Model> {
  const key = keyIn(resource.meta, request.params);
  const record: Model = await scoped(resource, query, request).find(key as never);
  await authorize(resource, request, { action, record });
  return record;
}

async function authorize(
  { meta, options }: Resource,
  request: FastifyRequest,
  access: ResourceAccess<Model>,
): Promise<void> {
  if (options.authorize === undefined) return;
  const answer: unknown = await options.authorize(request, access as never);
  if (answer === true) return;
  throw new ForbiddenError(`This request may not ${access.action} ${meta.name}.`, { model: meta.name });
}

async function readBody({ meta }: Resource, { input }: Writable, { body }: FastifyRequest): Promise<object> {
  const result = await input["~standard"].validate(body);
  if (result.issues === undefined) return result.value;
  throw new ValidationError(meta.name, result.issues as ValidationError["issues"]);
}

/** What somebody else changed between reading and writing is another version too, where the request names one. */
async function matching({ meta }: Resource, request: FastifyRequest, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof StaleRecordError) || request.headers["if-match"] === undefined) throw error;
    throw outdated(meta, error);
  }
}

function tag({ meta }: Resource, record: object, reply: FastifyReply): void {
  const version = tagOf(meta, record);
  if (version !== undefined) reply.header("etag", version);
}

async function shown({ options }: Resource, record: Model, request: FastifyRequest): Promise<unknown> {
  return options.serialize === undefined ? record.toJSON() : options.serialize(record as never, request);
}

/** The query string without the parameters of the app's own. */
function ownParameters({ options }: Resource, { query }: FastifyRequest): Record<string, unknown> {
  const { parameters } = options;
  const given = query as Record<string, unknown>;
  if (parameters === undefined) return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(parameters, name)));
}

/** What is written is said in the body alone. */
function refuseParameters(resource: Resource, request: FastifyRequest): void {
  const [name] = Object.keys(ownParameters(resource, request));
  if (name === undefined) return;
  const message = "is no parameter here; there is none";
  throw new ValidationError(resource.meta.name, [{ path: [name], rule: "parameter", message }]);
}
