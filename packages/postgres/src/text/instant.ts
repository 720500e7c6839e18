import { ValueError } from "@chakra-orm/core/internal";

/** 4714-11-24 BC, the first moment that a timestamptz can hold. Its last one is later than that of a Date. */
export const earliestInstant = -210_866_803_200_000;

/** The instant that was written last, and its text: rows that are written together have one in common. */
let last = Number.NaN;
let lastText = "";

/** Writes an instant as PostgreSQL reads it; where ISO 8601 and PostgreSQL agree, that is ISO 8601. */
export function writeInstant(value: Date): string {
  const time = value.getTime();
  if (time !== last) {
    lastText = writeAnyInstant(value);
    last = time;
  }
  return lastText;
}

/** The day that was written last, as its number since 1970, and the text up to its hours. */
let lastDay = Number.NaN;
let lastDayText = "";

const dayLength = 86_400_000;

/** Two digits, `00` to `99`. */
const pairs = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

function writeAnyInstant(value: Date): string {
  const time = value.getTime();
  const day = Math.floor(time / dayLength);
  if (day === lastDay) return lastDayText + timeOfDay(time - day * dayLength);
  const text = writeWhole(value);
  // Others have letters behind the time.
  if (text.length === 24 && text.endsWith("Z")) {
    lastDay = day;
    lastDayText = text.slice(0, 11);
  }
  return text;
}

/** As `toISOString` ends, at a fraction of its cost: most instants that are written one by one are of one day. */
function timeOfDay(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds - seconds * 1000;
  const hours = pairs[Math.floor(seconds / 3600)];
  const minutes = pairs[Math.floor(seconds / 60) % 60];
  return `${hours}:${minutes}:${pairs[seconds % 60]}.${Math.floor(rest / 100)}${pairs[rest % 100]}Z`;
}

function writeWhole(value: Date): string {
  const text = value.toISOString();
  const year = value.getUTCFullYear();
  if (year >= 1 && year <= 9999) return text;
  // ISO 8601 counts years 1, 0, -1 and writes six digits with a sign; PostgreSQL counts AD 1, 1 BC, 2 BC.
  const rest = text.slice(text.indexOf("-", 1));
  return year > 9999 ? `${year}${rest}` : `${String(1 - year).padStart(4, "0")}${rest} BC`;
}

/**
 * Reads what PostgreSQL writes for a timestamptz under DateStyle ISO, whatever the session's time zone. A timestamp
 * without time zone, as in tables that others made, is one in UTC: there the session writes it so as well.
 */
export function readInstant(text: string): Date {
  const length = text.length;
  // The usual form in UTC, 2024-02-29 23:59:59.123+00, without a regular expression: this is half the cost of a row.
  if (text.charCodeAt(length - 3) === 43 && text.endsWith("00") && text.charCodeAt(4) === 45 && length <= 29) {
    const year = digits(text, 0) * 100 + digits(text, 2);
    let milliseconds = 0;
    if (length > 22) {
      milliseconds = (text.charCodeAt(20) - 48) * 100;
      if (length > 24) milliseconds += (text.charCodeAt(21) - 48) * 10;
      if (length > 25) milliseconds += text.charCodeAt(22) - 48;
    }
    // Date.UTC takes the years 0 to 99 for 1900 to 1999.
    if (year >= 100) {
      const month = digits(text, 5) - 1;
      const seconds = digits(text, 17);
      return new Date(
        Date.UTC(year, month, digits(text, 8), digits(text, 11), digits(text, 14), seconds, milliseconds),
      );
    }
  }
  return readAnyInstant(text);
}

const digits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

const pattern =
  /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?( BC)?$/;

function readAnyInstant(text: string): Date {
  const match = pattern.exec(text);
  if (match === null) {
    throw new ValueError(
      /^-?infinity$/.test(text)
        ? `The stored instant is ${text}, which no Date can be: store null instead, or read the column in SQL.`
        : "What the database gave is not an instant: the column should be a timestamptz, and DateStyle be ISO.",
    );
  }
  const [, year, month, day, hour, minute, second, fraction = "", sign = "+", hours = 0, minutes = 0, seconds = 0, bc] =
    match;
  const value = new Date(0);
  value.setUTCFullYear(bc ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day));
  value.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.slice(0, 3).padEnd(3, "0")));
  // The zones of long ago have seconds as well: -03:30:52.
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const instant = new Date(value.getTime() - (sign === "+" ? offset : -offset) * 1000);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new ValueError("The stored instant lies beyond the year 275760, the last that a Date can be in.");
}
