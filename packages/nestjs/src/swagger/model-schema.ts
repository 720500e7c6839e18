import type { JsonSchema, ModelClass } from "@chakra-orm/core";
import { ApiBody, ApiResponse } from "@nestjs/swagger";
import { type OpenApiSchema, openApiSchema } from "./open-api-schema.js";

/** What part of a model a document shows. */
export interface ModelSchemaOptions {
  /** These properties alone. */
  readonly only?: readonly string[] | undefined;
  /** Of an answer: relations that are shown too, such as `"author"` or `"comments.author"`. */
  readonly with?: readonly string[] | undefined;
  /** The version of OpenAPI that the document has; `"3.0"`, as `@nestjs/swagger` has it, if not given. */
  readonly version?: "3.0" | "3.1" | undefined;
}

/** What an answer is besides. */
export interface ModelResponseOptions extends ModelSchemaOptions {
  /** 200 if not given. */
  readonly status?: number | undefined;
  readonly description?: string | undefined;
  /** Several records. */
  readonly isArray?: boolean | undefined;
}

/** What a model offers for this. */
interface Described {
  jsonSchema(purpose: string, options: object): JsonSchema;
}

/**
 * The schema of a model for an OpenAPI document: what a request may say to create or update a record, or what an answer
 * shows. It is made from the fields, so nothing is declared twice. Throws `QueryError` for a property or a relation that
 * the model does not have.
 *
 * @example
 * import { modelSchema } from "@chakra-orm/nestjs/swagger";
 *
 * const schema = modelSchema(User, "create", { only: ["username", "email"] });
 * console.assert(JSON.stringify(schema["required"]) === '["username","email"]');
 */
export function modelSchema(
  model: ModelClass<object>,
  purpose: "create" | "update" | "read",
  { version = "3.0", only, with: paths }: ModelSchemaOptions = {},
): OpenApiSchema {
  const schema = (model as unknown as Described).jsonSchema(purpose, { only, with: paths });
  return version === "3.1" ? { ...schema } : openApiSchema(schema);
}

/** Documents the body of a handler as attributes of a model. See `modelSchema`. */
export function ApiModelBody(
  model: ModelClass<object>,
  purpose: "create" | "update",
  options: Omit<ModelSchemaOptions, "with"> = {},
): MethodDecorator {
  return ApiBody({ schema: modelSchema(model, purpose, options) });
}

/** Documents an answer of a handler as a record of a model, or several. See `modelSchema`. */
export function ApiModelResponse(
  model: ModelClass<object>,
  { status = 200, description, isArray = false, ...options }: ModelResponseOptions = {},
): MethodDecorator & ClassDecorator {
  const one = modelSchema(model, "read", options);
  const schema = isArray ? { type: "array", items: one } : one;
  return ApiResponse({ status, schema, ...(description !== undefined && { description }) });
}
