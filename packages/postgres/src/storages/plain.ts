import type { Storage } from "@chakra-orm/core/internal";
import { booleanArray, bytesArray } from "../bytes/array.js";
import { readBoolean } from "../bytes/boolean.js";
import { readBytes } from "../text/bytes.js";

/** `true` and `false`. */
export const boolean: Storage<boolean> = {
  type: () => "boolean",
  codec: () => ({
    encode: (value) => (value ? "t" : "f"),
    encodeList: booleanArray,
    decode: (raw) => raw === true || raw === "t",
    fromBytes: readBoolean,
  }),
};

/** Bytes go as they are, half the size of their hexadecimal text, and come back as that text. */
export const bytes: Storage<Uint8Array> = {
  type: () => "bytea",
  codec: () => ({ encode: (value) => value, encodeList: bytesArray, decode: (raw) => readBytes(raw as string) }),
  check: (column, { length }) => (length === undefined ? undefined : `octet_length(${column}) <= ${length}`),
};

/** Any JSON value. */
export const json: Storage<unknown> = {
  type: () => "jsonb",
  codec: () => ({ encode: (value) => JSON.stringify(value), decode: (raw) => JSON.parse(raw as string) }),
};
