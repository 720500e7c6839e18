import type { Codec, Storage } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";

const codec: Codec<Uint8Array> = {
  encode: (value) => value,
  decode: (raw) => {
    if (!(raw instanceof Uint8Array)) throw misfit(raw, "bytes");
    // A Buffer would be a Uint8Array with other habits: slice() shares its memory, toJSON() writes every byte.
    const owned = raw.byteLength === raw.buffer.byteLength;
    return owned ? new Uint8Array(raw.buffer) : Uint8Array.from(raw);
  },
};

/** Bytes. */
export const bytes: Storage<Uint8Array> = {
  type: () => "blob",
  codec: () => codec,
  check: (column, { length }) => (length === undefined ? undefined : `length(${column}) <= ${length}`),
};
