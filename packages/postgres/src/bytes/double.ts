import { readText } from "./text.js";

/** A double; PostgreSQL writes NaN and Infinity as JavaScript does. */
export function readDouble(bytes: Buffer, start: number, end: number): number {
  return Number(readText(bytes, start, end));
}
