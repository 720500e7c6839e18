import type { RefusedRow } from "@chakra-orm/core/internal";
import type { DriverError } from "./driver-error.js";

/** States in whose details a key stands that the row itself has: unique rules and foreign keys. */
const ofKeys = new Set(["23505", "23503"]);

/** Reads what PostgreSQL tells of a row that it refused; at once, since the error loses it. */
export function refusedRow({ code = "", table, detail = "", where = "" }: DriverError): () => RefusedRow {
  const key = ofKeys.has(code) ? /\)=\((.*)\)/s.exec(detail)?.[1] : undefined;
  // Failing row contains (1, tea, null); without the right to read all columns: … (id, name) = (1, tea).
  const row = code === "23514" && !/\) = \(/.test(detail) ? /\((.*)\)/s.exec(detail)?.[1] : undefined;
  const line = table === undefined ? undefined : lineOf(table, where);
  return () => ({
    ...(key !== undefined && { key: key.split(", ") }),
    ...(row !== undefined && { row: row.split(", ") }),
    ...(line !== undefined && { line }),
  });
}

/** `COPY users, line 3, column age: "x"`, in the language of the server. */
function lineOf(table: string, where: string): number | undefined {
  const head = `COPY ${table}, `;
  const told = where.split("\n").find((each) => each.startsWith(head));
  const line = told === undefined ? undefined : /^\D*(\d+)/.exec(told.slice(head.length))?.[1];
  return line === undefined ? undefined : Number(line);
}
