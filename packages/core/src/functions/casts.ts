import type { StorageKind } from "../fields/kinds.js";
import type { FunctionDefinition, ResultKind } from "./function.js";

const whole: readonly StorageKind[] = ["int16", "int32", "int64", "bigint"];
const numbers: readonly StorageKind[] = [...whole, "double", "decimal"];
const written: readonly StorageKind[] = ["char", "string", "text", "enum", "uuid", "date", "time"];

const cast = (
  name: string,
  template: string,
  result: ResultKind,
  from: readonly StorageKind[],
): FunctionDefinition => ({ name: `cast to ${name}`, template, result, nulls: "any", from });

/** What values can be made into, and what of: only where all databases make the same of it. */
export const casts = {
  text: cast("text", "cast({0} as text)", "text", [...whole, "decimal", ...written]),
  float: cast("float", "cast({0} as double precision)", "double", numbers),
  decimal: cast("decimal", "cast({0} as numeric)", "decimal", numbers),
  integer: cast("integer", "cast(trunc({0}) as bigint)", "integer", [...numbers, "boolean"]),
  bigInteger: cast("bigInteger", "cast(trunc({0}) as bigint)", "bigint", numbers),
  boolean: cast("boolean", "({0} <> 0)", "boolean", [...whole, "boolean"]),
  date: cast("date", "cast({0} as date)", "date", ["date", "datetime"]),
  dateTime: cast("dateTime", "cast({0} as timestamp)", "datetime", ["date", "datetime"]),
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
