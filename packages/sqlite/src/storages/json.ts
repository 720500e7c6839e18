import type { Codec, Storage } from "@chakra-orm/core/internal";
import { misfit } from "./misfit.js";

/** Reads JSON text, or says that it is none. */
export function parseJson(raw: unknown): unknown {
  if (typeof raw === "string") {
    try {
      return JSON.parse(raw);
    } catch {
      // The parser's message quotes the value; ours does not.
    }
  }
  throw misfit(raw, "JSON");
}

const codec: Codec<unknown> = { encode: (value) => JSON.stringify(value), decode: parseJson };

/** JSON, as text that SQLite's JSON functions read. */
export const json: Storage<unknown> = {
  type: () => "text",
  codec: () => codec,
  check: (column) => `json_valid(${column})`,
};
