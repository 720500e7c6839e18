import { readText } from "./text.js";

/** The milliseconds since 1970 of the usual form of a timestamptz in UTC, `2024-02-29 23:59:59.123+00`; any other stays text. */
export function readInstantBytes(bytes: Buffer, start: number, end: number): number | string {
  const size = end - start;
  const isUsual =
    size >= 22 &&
    size <= 29 &&
    bytes[end - 3] === 43 &&
    bytes[end - 2] === 48 &&
    bytes[end - 1] === 48 &&
    bytes[start + 4] === 45;
  if (!isUsual) return readText(bytes, start, end);
  const year = digits(bytes, start) * 100 + digits(bytes, start + 2);
  const days = daysBefore(year, digits(bytes, start + 5), digits(bytes, start + 8));
  const minutes = digits(bytes, start + 11) * 60 + digits(bytes, start + 14);
  const seconds = minutes * 60 + digits(bytes, start + 17);
  return days * 86_400_000 + seconds * 1000 + milliseconds(bytes, start + 20, end - 3);
}

const digits = (bytes: Buffer, at: number): number => (bytes[at] as number) * 10 + (bytes[at + 1] as number) - 528;

/** Of the digits behind the point, which a Date has three of; further ones are cut off. */
function milliseconds(bytes: Buffer, from: number, end: number): number {
  if (from >= end) return 0;
  let value = ((bytes[from] as number) - 48) * 100;
  if (from + 1 < end) value += ((bytes[from + 1] as number) - 48) * 10;
  if (from + 2 < end) value += (bytes[from + 2] as number) - 48;
  return value;
}

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar, without a Date: years are reckoned from March on, so that
 * the leap day is the last of its year. From Howard Hinnant, https://howardhinnant.github.io/date_algorithms.html
 */
function daysBefore(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return era * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
}
