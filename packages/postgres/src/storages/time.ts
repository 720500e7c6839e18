import { type Storage, ValueError } from "@chakra-orm/core/internal";
import { instantArray } from "../bytes/array.js";
import { readInstantBytes } from "../bytes/instant.js";
import { earliestInstant, readInstant, writeInstant } from "../text/instant.js";
import { readInterval } from "../text/interval.js";

/** A day. */
export const date: Storage<string> = {
  type: () => "date",
  codec: () => ({
    encode: (value) => value,
    decode: (raw) => {
      const text = raw as string;
      if (text.length === 10) return text;
      throw new ValueError(
        "The stored date lies outside the years 0001 to 9999 that field.date holds: read the column in SQL, or change it.",
      );
    },
  }),
};

/** A time of day; PostgreSQL leaves out trailing zeros of the fraction, as the canonical form does. */
export const time: Storage<string> = {
  type: ({ precision }) => (precision === undefined ? "time" : `time(${precision})`),
  codec: () => ({ encode: (value) => value, decode: (raw) => raw as string }),
};

/** An instant. A Date has milliseconds, so a column of as many digits gives back exactly what was written. */
export const datetime: Storage<Date> = {
  type: ({ precision }) => `timestamptz(${precision ?? 3})`,
  codec: () => ({
    encode: writeInstant,
    encodeList: instantArray,
    decode: (raw) => (typeof raw === "number" ? new Date(raw) : readInstant(raw as string)),
    fromBytes: readInstantBytes,
    refuse: (value) =>
      value.getTime() < earliestInstant ? "lies before 4714-11-24 BC, where PostgreSQL's time begins" : undefined,
  }),
};

/** A span of time. */
export const interval: Storage<string> = {
  type: () => "interval",
  codec: () => ({ encode: (value) => value, decode: (raw) => readInterval(raw as string), refuse: refuseInterval }),
};

/** Months and days are 32-bit integers each. */
function refuseInterval(value: string): string | undefined {
  const [, years = 0, months = 0, weeks = 0, days = 0] =
    /^P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?/.exec(value) ?? [];
  const fits = (count: number): boolean => Math.abs(count) < 2 ** 31;
  if (fits(Number(years) * 12 + Number(months)) && fits(Number(weeks) * 7 + Number(days))) return undefined;
  return "has more months or days than PostgreSQL can count: 2147483647 of each";
}
