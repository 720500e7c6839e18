import { readText } from "./text.js";

/** Digits that a number holds exactly, whatever they are. */
const safeDigits = 15;

/**
 * An integer; one with more digits stays text, for whoever reads it to see whether a number can hold it. So does what is
 * no integer, from a column of another type than its model says.
 */
export function readInteger(bytes: Buffer, start: number, end: number): number | string {
  const isNegative = bytes[start] === 45;
  const first = isNegative ? start + 1 : start;
  if (end - first > safeDigits) return readText(bytes, start, end);
  let value = 0;
  for (let i = first; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return readText(bytes, start, end);
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}
