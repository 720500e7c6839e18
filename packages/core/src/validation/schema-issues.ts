import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ValidationIssue } from "../errors/issue.js";

/** What a Standard Schema finds wrong with a value; `path` leads to the value. */
export async function schemaIssues(
  schema: StandardSchemaV1,
  value: unknown,
  rule: string,
  at: readonly PropertyKey[] = [],
): Promise<ValidationIssue[]> {
  const result = await schema["~standard"].validate(value);
  return (result.issues ?? []).map(({ message, path = [] }) => ({
    path: [...at, ...path.map((part) => (typeof part === "object" ? part.key : part))],
    rule,
    message,
  }));
}
