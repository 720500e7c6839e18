import type { ByteReader } from "@chakra-orm/core/internal";
import { readBoolean } from "./boolean.js";
import { readDouble } from "./double.js";
import { readInstantBytes } from "./instant.js";
import { readInteger } from "./integer.js";

/** The low word of a 64-bit integer, whose high word is below this in size, leaves a number exact. */
const exactHigh = 2 ** 21;

/** The milliseconds of 2000-01-01, where PostgreSQL's time begins, after those of 1970. */
const postgresEpoch = 946_684_800_000;

/** The last milliseconds that a Date can hold. */
const latestDate = 8.64e15;

/** The Gregorian calendar repeats itself every 400 years. */
const cycle = { years: 400, milliseconds: 146_097 * 86_400_000 };

/**
 * In place of who reads a column's text: who reads the server's own form of it, by the number of the type. The types
 * are those whose form is quicker to write and to read; each reader gives exactly what that of the text gives.
 * https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES
 */
const forms: ReadonlyMap<ByteReader, ReadonlyMap<number, ByteReader>> = new Map<
  ByteReader,
  ReadonlyMap<number, ByteReader>
>([
  [readBoolean, new Map([[16, (bytes, start) => bytes[start] === 1]])],
  [
    readInteger,
    new Map<number, ByteReader>([
      [20, readInt64],
      [21, readInt16],
      [23, readInt32],
    ]),
  ],
  [readDouble, new Map([[701, (bytes, start) => bytes.readDoubleBE(start)]])],
  [
    readInstantBytes,
    // A timestamp without a time zone is one in UTC, as in its text.
    new Map([
      [1114, readInstant],
      [1184, readInstant],
    ]),
  ],
]);

/** Who reads the binary form of a column of this type as `read` does its text, if that is worth it. */
export function binaryReader(read: ByteReader | undefined, type: number): ByteReader | undefined {
  return read && forms.get(read)?.get(type);
}

function readInt32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

function readInt16(bytes: Buffer, at: number): number {
  return (((bytes[at] as number) << 24) >> 16) | (bytes[at + 1] as number);
}

/** Beyond what numbers hold, its text. */
function readInt64(bytes: Buffer, at: number): number | string {
  const high = readInt32(bytes, at);
  if (high < -exactHigh || high >= exactHigh) return String(bytes.readBigInt64BE(at));
  return high * 2 ** 32 + (readInt32(bytes, at + 4) >>> 0);
}

/** Microseconds since 2000. Further digits than those of milliseconds are cut off, as they are from text. */
function readInstant(bytes: Buffer, at: number): number | string {
  const high = readInt32(bytes, at);
  if (high < -exactHigh || high >= exactHigh) return readFarInstant(bytes.readBigInt64BE(at));
  return Math.floor((high * 2 ** 32 + (readInt32(bytes, at + 4) >>> 0)) / 1000) + postgresEpoch;
}

/** Beyond some 285 years from 2000, where numbers do not count all microseconds. What no Date can be stays text. */
function readFarInstant(microseconds: bigint): number | string {
  if (microseconds === 2n ** 63n - 1n) return "infinity";
  if (microseconds === -(2n ** 63n)) return "-infinity";
  const cut = microseconds % 1000n;
  const time = Number((microseconds - cut) / 1000n) - (cut < 0n ? 1 : 0) + postgresEpoch;
  if (time <= latestDate) return time;
  const before = new Date(time - 100 * cycle.milliseconds);
  const year = before.getUTCFullYear() + 100 * cycle.years;
  return `${year}${before.toISOString().slice(-20, -1).replace("T", " ")}+00`;
}
