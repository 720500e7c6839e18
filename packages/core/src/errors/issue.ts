import type { StandardSchemaV1 } from "@standard-schema/spec";

/** One thing wrong with one value; the shape of Standard Schema's issues, so form libraries understand it. */
export interface ValidationIssue extends StandardSchemaV1.Issue {
  /** What is wrong, for the person who typed the value. */
  readonly message: string;
  /** Where: the property first, then keys inside a JSON value. */
  readonly path: readonly PropertyKey[];
  /** The rule that refused it: `"required"`, `"minLength"`, `"type"`, … */
  readonly rule: string;
}
