import type { StandardSchemaV1 } from "@standard-schema/spec";

/** Tells a Standard Schema, which may be a function or a class, from anything else. */
export function isStandardSchema(value: unknown): value is StandardSchemaV1 {
  return (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value;
}
