import type { Codec, Storage } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";
import { readUsual } from "./usual-instant.js";

/** What CURRENT_TIMESTAMP and datetime() of SQLite write: UTC, though it does not say so. */
const sqliteStyle = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)$/;
const isoStyle = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

function readInstant(raw: unknown): Date {
  if (typeof raw === "string") {
    const milliseconds = readUsual(raw);
    if (milliseconds !== undefined) return new Date(milliseconds);
    const iso = isoStyle.test(raw) ? raw : raw.replace(sqliteStyle, "$1T$2Z");
    const instant = new Date(iso);
    // Date rolls 30 February over into March; a real day keeps its number.
    if (iso.endsWith("Z") && instant.getUTCDate() === Number(iso.slice(8, 10))) return instant;
  }
  throw misfit(raw, "an instant, such as 2024-02-29T12:00:00.000Z");
}

const codec: Codec<Date> = {
  encode: (value) => value.toISOString(),
  decode: readInstant,
  refuse: (value) => {
    const year = value.getUTCFullYear();
    return year >= 0 && year <= 9999 ? undefined : "is outside the years 0000 to 9999, all that SQLite's dates know";
  },
};

const forms = ["%Y-%m-%dT%H:%M:%fZ", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%f"];

/**
 * Instants, as ISO 8601 in UTC with milliseconds: these texts sort as the instants do. The CHECK also lets in what
 * CURRENT_TIMESTAMP writes, since that is the default other programs give; of the same day it sorts before ours.
 */
export const datetime: Storage<Date> = {
  type: () => "text",
  codec: () => codec,
  check: (column) =>
    `${column} glob '[0-9]*' and (${forms.map((form) => `strftime('${form}', ${column}) is ${column}`).join(" or ")})`,
};
