import { ChakraError } from "@chakra-orm/core";
import type { Problem } from "@chakra-orm/fastify";
import type { FastifyError, FastifyInstance, FastifyReply, FastifySchemaValidationError } from "fastify";
import { Refusal } from "./refusal.js";

/** The one shape of errors that Conduit knows: by field or thing, what is wrong with it. */
export interface ConduitErrors {
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

/** What the API calls a model's records, where that is not the model's own name. */
const things: Readonly<Record<string, string>> = { User: "profile" };

/** The one key of a request's body, in which everything else is. */
const wrappers: readonly unknown[] = ["article", "comment"];

/** Puts the ORM's errors into Conduit's shape; `formatError` of the plugin. */
export function formatProblem({ code, title, issues = [] }: Problem, { model = "record" }: ChakraError): ConduitErrors {
  if (code === "RECORD_NOT_FOUND") return { errors: { [things[model] ?? model.toLowerCase()]: ["not found"] } };
  if (issues.length === 0) return { errors: { database: [title] } };
  // What a tag refuses is told of the list that it came in.
  if (model === "Tag") return collect(issues.map(({ message }) => ["tagList", `has a tag that ${message}`]));
  return collect(issues.map(({ path, message }) => [String(path[0]), message]));
}

/** Answers what is not the ORM's: refusals of ours, and requests that Fastify turned down. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Refusal | ChakraError>((error, request, reply) => {
    // Back to the handler around, which is the plugin's.
    if (ChakraError.is(error)) throw error;
    if (error instanceof Refusal) return reply.status(error.status).send(collect([[error.key, error.message]]));
    if (error.validation !== undefined) {
      return reply.status(422).send(collect(error.validation.map(describe)));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.status(status).send(collect([["request", error.message]]));
    request.log.error({ err: error }, error.message);
    return reply.status(500).send(collect([["server", "something went wrong here"]]));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send(collect([["route", `${request.method} ${request.url} does not exist`]])),
  );
}

/** Answers what is not even an address, such as `/%zz`, before any route or handler is found. */
export function answerBadAddress(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  reply.status(error.statusCode ?? 400).send(collect([["request", error.message]]));
}

/** Which field a rule of a JSON schema was broken by, and how. */
function describe({ instancePath, keyword, params, message }: FastifySchemaValidationError): [string, string] {
  const path = instancePath.split("/").slice(1);
  if (keyword === "required") {
    const missing = String(params["missingProperty"]);
    return [missing, wrappers.includes(missing) ? "is missing" : "can't be blank"];
  }
  const field = path.find((part) => !wrappers.includes(part)) ?? path[0] ?? "body";
  const place = path.at(-1) !== field && path.length > 0 ? `[${path.at(-1)}] ` : "";
  return [field, `${place}${message ?? "is not valid"}`];
}

function collect(entries: readonly (readonly [string, string])[]): ConduitErrors {
  const errors: Record<string, string[]> = {};
  for (const [key, message] of entries) errors[key] = [...(errors[key] ?? []), message];
  return { errors };
}
