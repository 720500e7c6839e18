import { type Codec, literalStandard, type Storage } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";

/** What every kind shares that is a text on both sides. */
export const textCodec: Codec<string> = {
  encode: (value) => value,
  plain: "strings",
  decode: (raw) => {
    if (typeof raw === "string") return raw;
    throw misfit(raw, "a text");
  },
};

const hex = (digits: number): string => "[0-9a-f]".repeat(digits);
const uuidShape = [8, 4, 4, 4, 12].map(hex).join("-");

/** Text without a limit. */
export const text: Storage<string> = { type: () => "text", codec: () => textCodec };

/** Text of at most `length` characters, as SQLite counts them: code points. */
export const string: Storage<string> = {
  type: () => "text",
  codec: () => textCodec,
  check: (column, { length }) => (length === undefined ? undefined : `length(${column}) <= ${length}`),
};

/** Text of exactly `length` characters: SQLite pads nothing, so a shorter one would come back shorter than elsewhere. */
export const char: Storage<string> = {
  type: () => "text",
  codec: () => textCodec,
  check: (column, { length }) => (length === undefined ? undefined : `length(${column}) = ${length}`),
};

/** UUIDs, in lower case so that equal ones are equal texts. */
export const uuid: Storage<string> = {
  type: () => "text",
  codec: () => textCodec,
  check: (column) => `${column} glob '${uuidShape}'`,
};

/** Enums, with a CHECK on their members. */
export const enumeration: Storage<string> = {
  type: () => "text",
  codec: () => textCodec,
  check: (column, { values }) => values && `${column} in (${values.map(literalStandard).join(", ")})`,
};

/** Durations in ISO 8601. They have no order: a month is no number of days. */
export const interval: Storage<string> = { type: () => "text", codec: () => textCodec };
