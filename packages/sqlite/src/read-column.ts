import type { Dialect } from "@chakra-orm/core/internal";
import { bytes } from "./storages/bytes.js";

const readBytes = bytes.codec({}).decode;

/** SQLite has types of values rather than of columns, so what comes is what is stored. */
function readStored(raw: unknown): unknown {
  // Exact whichever way: a number as far as numbers go, and beyond that a bigint.
  if (typeof raw === "bigint")
    return BigInt(Number.MIN_SAFE_INTEGER) <= raw && raw <= Number.MAX_SAFE_INTEGER ? Number(raw) : raw;
  return raw instanceof Uint8Array ? readBytes(raw) : raw;
}

/** How the values of a column are read: all in one way. */
export const readColumn: Dialect["readColumn"] = () => readStored;
