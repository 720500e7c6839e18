import type { RuleChecks } from "@chakra-orm/core/internal";
import { decimalBound } from "./decimal/bounds.js";

type Bound = (operator: ">=" | "<=") => RuleChecks["min"] & RuleChecks["max"];

const bound: Bound =
  (operator) =>
  (column, { value }, kind, literal) =>
    kind === "decimal"
      ? decimalBound(column, operator, String(value), literal)
      : `${column} ${operator} ${literal(value)}`;

/** The rules of fields as conditions of CHECKs, in functions that every SQLite has. */
export const rules: RuleChecks = {
  minLength: (column, { value }, kind) => `${kind === "array" ? "json_array_length" : "length"}(${column}) >= ${value}`,
  min: bound(">="),
  max: bound("<="),
  // SQLite has REGEXP only where a program brings it, and a CHECK that needs it would shut all others out.
  pattern: () => undefined,
};
