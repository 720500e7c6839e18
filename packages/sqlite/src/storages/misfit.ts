import { ValueError } from "@chakra-orm/core/internal";

/** What SQLite calls the class of a value that better-sqlite3 gave us. */
function storageClass(raw: unknown): string {
  if (raw === null) return "NULL";
  if (typeof raw === "bigint") return "INTEGER";
  // A driver that was allowed to round gives numbers for integers.
  if (typeof raw === "number") return Number.isInteger(raw) ? "number" : "REAL";
  return typeof raw === "string" ? "TEXT" : "BLOB";
}

/** The error for a stored value that is not what its field says; names its class, never the value. */
export function misfit(raw: unknown, expected: string): ValueError {
  return new ValueError(
    `SQLite holds a ${storageClass(raw)} that is not ${expected}. ` +
      "Another program wrote it, or the field has another type than the column: mend the row, or the field.",
  );
}
