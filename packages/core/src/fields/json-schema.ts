/** A JSON Schema of draft 2020-12, or a part of one. */
export interface JsonSchema {
  readonly type?: string | readonly string[] | undefined;
  readonly [keyword: string]: unknown;
}

/** The same, with null allowed. What allows anything allows it already. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: members } = schema;
  if (typeof type !== "string") return schema;
  return { ...schema, type: [type, "null"], ...(Array.isArray(members) && { enum: [...members, null] }) };
}
