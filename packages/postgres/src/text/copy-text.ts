import type { DriverValue } from "@chakra-orm/core/internal";
import { asText } from "../storages/array.js";

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A value as COPY reads it in its text format: https://www.postgresql.org/docs/current/sql-copy.html. */
function field(value: DriverValue): string {
  if (value === null) return "\\N";
  return asText(value).replaceAll(/[\\\n\r\t]/g, (character) => escapes[character] as string);
}

/** Rows in COPY's text format. */
export function copyText(rows: readonly (readonly DriverValue[])[]): string {
  let text = "";
  for (const row of rows) text += `${row.map(field).join("\t")}\n`;
  return text;
}
