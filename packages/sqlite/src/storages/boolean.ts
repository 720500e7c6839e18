import type { Codec, Storage } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";

const codec: Codec<boolean> = {
  encode: (value) => (value ? 1n : 0n),
  decode: (raw) => {
    if (raw === 1n || raw === 1) return true;
    if (raw === 0n || raw === 0) return false;
    throw misfit(raw, "a boolean, 0 or 1");
  },
};

/** Booleans, as 0 and 1. */
export const boolean: Storage<boolean> = {
  type: () => "integer",
  codec: () => codec,
  check: (column) => `${column} in (0, 1)`,
};
