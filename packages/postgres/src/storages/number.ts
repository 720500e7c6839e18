import { type Storage, ValueError } from "@chakra-orm/core/internal";
import { bigintArray, doubleArray, int16Array, int32Array, int64Array } from "../bytes/array.js";
import { readDouble } from "../bytes/double.js";
import { readInteger } from "../bytes/integer.js";

/** Both drivers bind text and give text back. */
const number = { encode: String, decode: Number } as const;

const integer = { ...number, fromBytes: readInteger } as const;

/** 16-bit integer. */
export const int16: Storage<number> = { type: () => "smallint", codec: () => ({ ...integer, encodeList: int16Array }) };

/** 32-bit integer. */
export const int32: Storage<number> = { type: () => "integer", codec: () => ({ ...integer, encodeList: int32Array }) };

/** 64-bit integer that is held as a number: what does not fit one is refused, never rounded. */
export const int64: Storage<number> = {
  type: () => "bigint",
  codec: () => ({
    encode: String,
    encodeList: int64Array,
    fromBytes: readInteger,
    decode: (raw) => {
      const value = Number(raw);
      if (Number.isSafeInteger(value)) return value;
      throw new ValueError(
        "The stored integer is beyond 2^53, where a number is no longer exact: declare the field as field.bigInteger().",
      );
    },
  }),
};

/** 64-bit integer, exact. */
export const bigint: Storage<bigint> = {
  type: () => "bigint",
  codec: () => ({
    encode: String,
    encodeList: bigintArray,
    decode: (raw) => BigInt(raw as string),
    refuse: (value) => (BigInt.asIntN(64, value) === value ? undefined : "is beyond the 64 bits of a bigint"),
  }),
};

/** IEEE 754 double; PostgreSQL writes the shortest text that reads back as the same double, as JavaScript does. */
export const double: Storage<number> = {
  type: () => "double precision",
  codec: () => ({
    encode: (value) => (Object.is(value, -0) ? "-0" : String(value)),
    encodeList: doubleArray,
    decode: Number,
    fromBytes: readDouble,
  }),
};

/** Exact decimal; PostgreSQL writes exactly `scale` digits after the point. */
export const decimal: Storage<string> = {
  type: ({ precision, scale }) => (precision === undefined ? "numeric" : `numeric(${precision}, ${scale ?? 0})`),
  codec: () => ({
    encode: (value) => value,
    decode: (raw) => {
      const text = raw as string;
      const last = text.charCodeAt(text.length - 1);
      if (last >= 48 && last <= 57) return text;
      throw new ValueError(`The stored decimal is ${text}, which is no decimal: write a number or null in its place.`);
    },
  }),
};
