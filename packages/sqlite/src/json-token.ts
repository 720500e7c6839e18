import type { DriverValue } from "@chakra-orm/core/internal";

/**
 * Writes a double so that SQLite reads it as one. Digits alone would be an integer to SQLite, and the shortest digits of
 * a double past 2^53 are those of a neighbouring integer.
 */
function doubleToken(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Writes an encoded value as JSON text that SQLite reads back exactly; bytes become hexadecimal digits. */
export function jsonToken(value: DriverValue): string {
  if (typeof value === "bigint" || typeof value === "boolean" || value === null) return String(value);
  if (typeof value === "number") return doubleToken(value);
  return JSON.stringify(typeof value === "string" ? value : hexOf(value));
}

/** The hexadecimal digits of some bytes. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
