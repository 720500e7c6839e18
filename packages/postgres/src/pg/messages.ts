import type { DriverValue } from "@chakra-orm/core/internal";

/** A statement on its way to the server. */
export interface Execution {
  readonly text: string;
  /** The name to prepare it under; without one it is prepared for this once. */
  readonly name: string;
  readonly values: readonly DriverValue[];
  /** Whether the server has it under its name already. */
  readonly isPrepared: boolean;
  /** Whether what the server has under the name is closed first. */
  readonly renews?: boolean;
  /** Whether the server is asked what the columns are. */
  readonly describes: boolean;
  /** By column, whether it is to come in binary; all come as text if not given. */
  readonly isBinary: readonly boolean[] | undefined;
  /** Statements without values that are run first. Without a Sync between, the server passes over all behind an error. */
  readonly before?: readonly string[];
  /** Another one follows without a Sync between, which is the last one's. */
  readonly continues?: boolean;
}

/** Up to here, room is made for the longest that the text could get; beyond, its bytes are counted first. */
const smallText = 1000;

/** Execute all rows of the unnamed portal, and Sync. */
const ending = Buffer.from([69, 0, 0, 0, 9, 0, 0, 0, 0, 0, 83, 0, 0, 0, 4]);

/** Of that, Execute. */
const executeSize = 10;

/** Describe the unnamed portal. */
const description = Buffer.from([68, 0, 0, 0, 6, 80, 0]);

/**
 * Parse, Bind, Describe, Execute and Sync of PostgreSQL's protocol 3.0 in one piece, so that one write sends them.
 * Describe is left out where the columns are known: https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function writeExecution(execution: Execution): Buffer {
  const { text, name, values, isPrepared, renews = false, describes, isBinary, before = [], continues } = execution;
  const parts = values.map(partOf);
  const named = roomOf(name);
  let room = named + 64 + 2 * parts.length + ending.length + (isPrepared ? 0 : roomOf(text) + named + 16);
  if (renews) room += named + 7;
  if (describes) room += description.length;
  if (isBinary !== undefined) room += 2 * isBinary.length;
  for (const part of parts) room += 4 + (part === null ? 0 : typeof part === "string" ? roomOf(part) : part.length);
  for (const statement of before) room += roomOf(statement) + 64;
  const to = Buffer.allocUnsafe(room);
  // In front of all else, since the server passes over what follows an error.
  let at = renews ? writeClose(to, 0, name) : 0;
  for (const statement of before) {
    at = writeParse(to, at, statement, "");
    at = writeBind(to, at, "", [], undefined);
    at += ending.copy(to, at, 0, executeSize);
  }
  if (!isPrepared) at = writeParse(to, at, text, name);
  at = writeBind(to, at, name, parts, isBinary);
  if (describes) at += description.copy(to, at);
  at += continues === true ? ending.copy(to, at, 0, executeSize) : ending.copy(to, at);
  return to.subarray(0, at);
}

type Part = string | Uint8Array | null;

function partOf(value: DriverValue): Part {
  return value === null || typeof value === "string" || value instanceof Uint8Array ? value : String(value);
}

const roomOf = (text: string): number => (text.length <= smallText ? 3 * text.length : Buffer.byteLength(text));

function writeParse(to: Buffer, from: number, text: string, name: string): number {
  to[from] = 80;
  let at = writeName(to, from + 5, name);
  at = writeName(to, at, text);
  // The server finds the types of the parameters itself.
  at = to.writeInt16BE(0, at);
  to.writeInt32BE(at - from - 1, from + 1);
  return at;
}

function writeClose(to: Buffer, from: number, name: string): number {
  to[from] = 67;
  // Of a statement, not of a portal.
  to[from + 5] = 83;
  const at = writeName(to, from + 6, name);
  to.writeInt32BE(at - from - 1, from + 1);
  return at;
}

function writeBind(
  to: Buffer,
  from: number,
  name: string,
  parts: readonly Part[],
  isBinary: readonly boolean[] | undefined,
): number {
  to[from] = 66;
  // The unnamed portal.
  to[from + 5] = 0;
  let at = writeName(to, from + 6, name);
  at = writeFormats(to, at, parts);
  at = to.writeUInt16BE(parts.length, at);
  for (const part of parts) {
    if (part === null) {
      at = to.writeInt32BE(-1, at);
      continue;
    }
    const size = typeof part === "string" ? to.write(part, at + 4) : copyBytes(to, at + 4, part);
    at = to.writeInt32BE(size, at) + size;
  }
  at = writeResultFormats(to, at, isBinary);
  to.writeInt32BE(at - from - 1, from + 1);
  return at;
}

/** Bytes go as they are, everything else as text. */
function writeFormats(to: Buffer, at: number, parts: readonly Part[]): number {
  let next = to.writeUInt16BE(parts.length, at);
  for (const part of parts) next = to.writeUInt16BE(part instanceof Uint8Array ? 1 : 0, next);
  return next;
}

/** Without a list, everything comes back in one format, as text. */
function writeResultFormats(to: Buffer, at: number, isBinary: readonly boolean[] = allText): number {
  let next = to.writeUInt16BE(isBinary.length, at);
  for (const each of isBinary) next = to.writeUInt16BE(each ? 1 : 0, next);
  return next;
}

const allText = [false];

function copyBytes(to: Buffer, at: number, bytes: Uint8Array): number {
  to.set(bytes, at);
  return bytes.length;
}

/** With the zero at its end. */
function writeName(to: Buffer, at: number, text: string): number {
  const end = at + to.write(text, at);
  to[end] = 0;
  return end + 1;
}
