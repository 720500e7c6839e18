import type { DriverColumn } from "@chakra-orm/core/internal";
import type { DriverError } from "../errors/driver-error.js";

/** What PGlite wrote back, as far as it concerns a driver. */
export interface Answer {
  readonly rows: (string | null)[][];
  readonly affected: number;
  readonly columns: readonly DriverColumn[];
  readonly error: DriverError | undefined;
}

/**
 * Reads the messages of PostgreSQL's protocol. PGlite's own reader loses U+FEFF at the beginning of a text, and would
 * look up a parser for every value, where ours stay text.
 */
export function readAnswer(chunks: readonly Uint8Array[]): Answer {
  const bytes = Buffer.concat(chunks);
  const rows: (string | null)[][] = [];
  let affected = 0;
  let columns: DriverColumn[] = [];
  let error: DriverError | undefined;
  for (let at = 0; at + 5 <= bytes.length; ) {
    const start = at + 5;
    const end = at + 1 + bytes.readInt32BE(at + 1);
    switch (bytes[at]) {
      case letter("D"):
        rows.push(readRow(bytes, start));
        break;
      case letter("T"):
        columns = readColumns(bytes, start);
        break;
      case letter("C"):
        // INSERT 0 5, UPDATE 3, SELECT 2, CREATE TABLE
        affected = Number(/\d+$/.exec(bytes.toString("latin1", start, end - 1))?.[0] ?? 0);
        break;
      case letter("E"):
        error ??= readServerError(bytes.toString("utf8", start, end - 2));
        break;
      default:
    }
    at = end;
  }
  return { rows, affected, columns, error };
}

function letter(text: string): number {
  return text.charCodeAt(0);
}

function readRow(bytes: Buffer, start: number): (string | null)[] {
  const row = new Array<string | null>(bytes.readInt16BE(start));
  let at = start + 2;
  for (let i = 0; i < row.length; i++) {
    const length = bytes.readInt32BE(at);
    at += 4;
    row[i] = length < 0 ? null : bytes.toString("utf8", at, at + length);
    if (length > 0) at += length;
  }
  return row;
}

/** Behind each name: table, place in it, type, size, modifier and format. */
function readColumns(bytes: Buffer, start: number): DriverColumn[] {
  let at = start + 2;
  return Array.from({ length: bytes.readInt16BE(start) }, () => {
    const end = bytes.indexOf(0, at);
    const column = { name: bytes.toString("utf8", at, end), type: bytes.readUInt32BE(end + 7) };
    at = end + 19;
    return column;
  });
}

/** The letters before the fields of an error, and what `pg` calls them. */
const fields: Readonly<Record<string, keyof DriverError>> = {
  V: "severity",
  C: "code",
  D: "detail",
  H: "hint",
  W: "where",
  q: "internalQuery",
  s: "schema",
  t: "table",
  c: "column",
  d: "dataType",
  n: "constraint",
  P: "position",
  R: "routine",
};

function readServerError(text: string): DriverError {
  const parts = text.split("\0");
  const message = parts.find((part) => part.startsWith("M"))?.slice(1) ?? "";
  const known = parts.flatMap((part) => {
    const name = fields[part.slice(0, 1)];
    return name === undefined ? [] : [[name, part.slice(1)]];
  });
  return Object.assign(new Error(message), Object.fromEntries(known));
}
