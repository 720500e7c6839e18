import type { JsonSchema } from "@chakra-orm/core";

/** A schema of OpenAPI 3.0, which is JSON Schema with differences. */
export type OpenApiSchema = Record<string, unknown>;

/**
 * JSON Schema as OpenAPI 3.0 has it, which is what `@nestjs/swagger` writes if not told otherwise: null is no type but a
 * flag there, and bytes are a format.
 */
export function openApiSchema(schema: JsonSchema): OpenApiSchema {
  const { type, contentEncoding, anyOf, ...rest } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== undefined);
  const named = types.filter((name) => name !== "null");
  const choices = (anyOf ?? []) as readonly JsonSchema[];
  const withoutNull = choices.filter((choice) => choice.type !== "null").map(openApiSchema);
  const nullable = named.length < types.length || withoutNull.length < choices.length;
  const made: OpenApiSchema = {
    ...Object.fromEntries(Object.entries(rest).map(([keyword, value]) => [keyword, converted(keyword, value)])),
    ...(named.length > 0 && { type: named[0] }),
    ...(contentEncoding === "base64" && { format: "byte" }),
    ...(withoutNull.length > 1 && { anyOf: withoutNull }),
    ...(withoutNull.length === 1 && { allOf: withoutNull }),
    ...(nullable && { nullable: true }),
  };
  return isNotNull(schema) ? { nullable: false } : made;
}

/** Any value but null, for which there is no type in 3.0 and no need: nothing is null without the flag. */
function isNotNull({ not }: JsonSchema): boolean {
  return typeof not === "object" && not !== null && "type" in not && not.type === "null";
}

function converted(keyword: string, value: unknown): unknown {
  if (keyword === "properties") {
    const properties = Object.entries(value as Record<string, JsonSchema>);
    return Object.fromEntries(properties.map(([name, schema]) => [name, openApiSchema(schema)]));
  }
  if (keyword === "oneOf") return (value as readonly JsonSchema[]).map(openApiSchema);
  return keyword === "items" ? openApiSchema(value as JsonSchema) : value;
}
