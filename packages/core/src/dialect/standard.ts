import { QueryError } from "../errors/usage.js";
import type { TransactionSql } from "./dialect.js";

/** Quotes an identifier as the SQL standard says: in double quotes, doubled inside. */
export function quoteStandard(identifier: string): string {
  if (identifier === "" || identifier.includes("\0")) {
    throw new QueryError(`${JSON.stringify(identifier)} cannot be the name of anything in a database.`);
  }
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Writes a literal as the SQL standard says; backslashes stand for themselves. */
export function literalStandard(value: string | number | bigint | boolean | null): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new QueryError(`${value} cannot be written as a literal.`);
    return String(value);
  }
  if (value.includes("\0")) throw new QueryError("A literal cannot hold the character NUL.");
  return `'${value.replaceAll("'", "''")}'`;
}

/** `begin` with its isolation level and access mode. */
export function beginStandard({ isolation, readOnly }: TransactionSql): string {
  const modes = [isolation && `isolation level ${isolation}`, readOnly && "read only"].filter(Boolean);
  return ["begin", modes.join(", ")].filter(Boolean).join(" ");
}
