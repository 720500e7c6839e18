import type { Codec, Storage } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";

const codec: Codec<number> = {
  encode: (value) => value,
  exactIntegers: true,
  decode: (raw) => {
    if (typeof raw === "number") return raw;
    // What an expression over integers gives: sum(…), max(…).
    if (typeof raw === "bigint" && BigInt(Number(raw)) === raw) return Number(raw);
    throw misfit(raw, "a floating-point number");
  },
  refuse: (value) => (Number.isNaN(value) ? "is NaN, which SQLite would store as NULL" : undefined),
};

/** Doubles. SQLite writes -0 as 0, which JavaScript and SQL alike call equal. */
export const double: Storage<number> = { type: () => "real", codec: () => codec };
