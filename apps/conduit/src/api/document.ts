import { about } from "./about.js";
import type { Schema } from "./check-input.js";
import { type Operation, operations } from "./operations.js";
import { answers, shapes } from "./schemas.js";

/** The OpenAPI document of the whole API, for servers that have no plugin that writes it from their routes. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    const path = `/api${operation.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(id, operation) };
  }
  const document = { ...about, paths, components: { ...about.components, schemas: shapes } };
  // Named schemas refer to each other in Fastify's words.
  return JSON.parse(JSON.stringify(document), (key, value) =>
    key === "$ref" ? `#/components/schemas/${String(value).replace(/#$/, "")}` : value,
  );
}

function describe(id: string, operation: Operation): object {
  const { group, summary, access, params, query, body, status, answer, errors } = operation;
  const refused = (code: number) => [code, { description: "Refused", content: json(answers.errors) }];
  return {
    operationId: id,
    summary,
    tags: [group],
    parameters: [...parametersOf(params, "path"), ...parametersOf(query, "query")],
    ...(body !== undefined && { requestBody: { required: true, content: json(body) } }),
    ...(access === "required" && { security: [{ Token: [] }] }),
    ...(access === "optional" && { security: [{}, { Token: [] }] }),
    responses: {
      [status]: answer === undefined ? { description: "Nothing" } : { description: "Done", content: json(answer) },
      ...Object.fromEntries(errors.map(refused)),
    },
  };
}

function json(schema: Schema): object {
  return { "application/json": { schema } };
}

function parametersOf(schema: Schema | undefined, place: "path" | "query"): object[] {
  const properties = (schema?.["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path",
    description,
    schema: rest,
  }));
}
