import type { Codec, Storage } from "@chakra-orm/core/internal";
import { textCodec } from "./text.js";

const dateCodec: Codec<string> = {
  ...textCodec,
  refuse: (value) =>
    /^\d{4}-\d\d-\d\d$/.test(value) ? undefined : "is outside the years 0000 to 9999, all that SQLite's dates know",
};

/**
 * Days. `date()` rolls a day that does not exist over into the next month, so only real ones equal it. The digit comes
 * first because of the word "now", on which `date()` would fail with another error than the CHECK's.
 */
export const date: Storage<string> = {
  type: () => "text",
  codec: () => dateCodec,
  check: (column) => `${column} glob '[0-9]*' and date(${column}) is ${column}`,
};

const clock = "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]";

/** Times of day; fractions have no trailing zeros, so that equal times are equal texts, and sort as they should. */
export const time: Storage<string> = {
  type: () => "text",
  codec: () => textCodec,
  check: (column) =>
    `${column} < '24' and (${column} glob '${clock}' or (${column} glob '${clock}.*[1-9]' ` +
    `and length(${column}) <= 15 and substr(${column}, 10) not glob '*[^0-9]*'))`,
};
