import { ChakraError, type DatabaseFault } from "@chakra-orm/core/internal";
import { codeOf, meaningOf } from "./codes.js";
import { placeOf } from "./constraint.js";
import { safeWords } from "./safe-words.js";
import { verbOf } from "./verb.js";

const sides: Readonly<Record<string, boolean>> = { delete: true, insert: false };

/** A foreign key refused: which side, where the statement tells. An UPDATE can break either. */
function foreignKey(error: unknown, stillReferenced = sides[verbOf(error)]): DatabaseFault {
  if (stillReferenced === undefined) return { kind: "foreignKey", summary: "a foreign key refused the change" };
  const summary = stillReferenced ? "other rows still refer to this one" : "a row that is referred to does not exist";
  return { kind: "foreignKey", stillReferenced, summary };
}

/** Reads an error of better-sqlite3. The summary holds names and reasons, never a value. */
export function readError(error: unknown): DatabaseFault {
  if (ChakraError.is(error)) {
    return { kind: error.code === "CONNECTION" ? "connection" : "other", summary: error.message };
  }
  const message = error instanceof Error ? error.message : "";
  const code = codeOf(error);
  if (message === "FOREIGN KEY constraint failed") {
    // RESTRICT works as a trigger on the row that is referred to, and says so by its code.
    return foreignKey(error, code === "SQLITE_CONSTRAINT_TRIGGER" ? true : undefined);
  }
  const meaning = meaningOf(code);
  if (meaning !== undefined) return { kind: meaning.kind, summary: meaning.summary, ...placeOf(message) };
  if (message === "The database connection is not open") {
    return { kind: "connection", summary: "the connection is closed" };
  }
  return { kind: "other", summary: safeWords(message, code) };
}
