import { type Codec, type Storage, ValueError } from "@chakra-orm/core/internal";
import { decimalShape } from "../decimal/shape.js";
import { misfit } from "./misfit.js";

const plain = /^-?\d+(?:\.\d+)?$/;

/** Brings a decimal that another program wrote to `scale` digits; `undefined` where that would lose one. */
function rescale(text: string, scale: number): string | undefined {
  const [whole = "", fraction = ""] = text.split(".");
  if (/[1-9]/.test(fraction.slice(scale))) return undefined;
  return scale === 0 ? whole : `${whole}.${fraction.slice(0, scale).padEnd(scale, "0")}`;
}

function codecOf(scale: number): Codec<string> {
  const decode = (raw: unknown): string => {
    if (typeof raw === "number") {
      throw new ValueError(
        "SQLite worked this decimal out in floating point, so its digits are not exact. " +
          "Store it as TEXT, and do arithmetic on decimals in JavaScript.",
      );
    }
    const text = typeof raw === "bigint" ? String(raw) : raw;
    if (typeof text !== "string" || !plain.test(text)) throw misfit(raw, "a decimal");
    const value = rescale(text, scale);
    if (value === undefined) throw misfit(raw, `a decimal of ${scale} digits after the point`);
    return value;
  };
  return { encode: (value) => value, decode };
}

/**
 * Exact decimals, as TEXT in one canonical form. Equal numbers are equal texts; where the order matters, a function of
 * the connection turns them into texts that sort as the numbers do.
 */
export const decimal: Storage<string> = {
  type: () => "text",
  codec: ({ scale = 0 }) => codecOf(scale),
  check: decimalShape,
  ordered: (expression) => `chakra_decimal(${expression})`,
};
