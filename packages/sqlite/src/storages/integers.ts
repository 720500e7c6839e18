import { type Codec, type Storage, ValueError } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";

/** A double that no safe integer is has lost what it was: an integer of 64 bits, or a number that never was an integer. */
const isTooLarge = (raw: bigint | number): boolean =>
  typeof raw === "bigint" || (Number.isInteger(raw) && Math.abs(raw) <= 2 ** 63);

/** better-sqlite3 binds every number as REAL, which would turn `/` into real division: integers go in as bigints. */
const numberCodec: Codec<number> = {
  encode: BigInt,
  plain: "int32",
  decode: (raw) => {
    if (typeof raw !== "bigint" && typeof raw !== "number") throw misfit(raw, "an integer");
    const value = Number(raw);
    if (Number.isSafeInteger(value)) return value;
    if (!isTooLarge(raw)) throw misfit(raw, "an integer");
    throw new ValueError(
      "SQLite holds an integer past 2^53 − 1 here, which a number cannot hold exactly. " +
        'Declare the field as field.bigInteger({ as: "bigint" }).',
    );
  },
};

const largest = 2n ** 63n - 1n;

const bigintCodec: Codec<bigint> = {
  encode: (value) => value,
  exactIntegers: true,
  decode: (raw) => {
    if (typeof raw === "bigint") return raw;
    if (Number.isSafeInteger(raw)) return BigInt(raw as number);
    throw misfit(raw, "an integer");
  },
  refuse: (value) =>
    value > largest || value < -largest - 1n ? "is beyond 64 bits, the widest integer of SQLite" : undefined,
};

const within = (bits: number) => (column: string) =>
  `${column} between ${-(2 ** (bits - 1))} and ${2 ** (bits - 1) - 1}`;

/** 16-bit integers; the CHECK keeps what the type would on other databases. */
export const int16: Storage<number> = { type: () => "integer", codec: () => numberCodec, check: within(16) };
/** 32-bit integers. */
export const int32: Storage<number> = { type: () => "integer", codec: () => numberCodec, check: within(32) };
/** 64-bit integers that stay safe; reading guards them. */
export const int64: Storage<number> = { type: () => "integer", codec: () => numberCodec };
/** 64-bit integers. */
export const bigint: Storage<bigint> = { type: () => "integer", codec: () => bigintCodec };
