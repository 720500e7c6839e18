import { type Codec, type Storage, UnsupportedError, ValueError } from "@chakra-orm/core/internal";
import { decimalShape } from "../decimal/shape.js";
import { misfit } from "./misfit.js";

const plain = /^-?\d+(?:\.\d+)?$/;

/** Brings a decimal that another program wrote to `scale` digits; `undefined` where that would lose one. */
function rescale(text: string, scale: number): string | undefined {
  const [whole = "", fraction = ""] = text.split(".");
  if (/[1-9]/.test(fraction.slice(scale))) return undefined;
  return scale === 0 ? whole : `${whole}.${fraction.slice(0, scale).padEnd(scale, "0")}`;
}

/** How many digits a double gives back as they were written. */
const doubleDigits = 15;

/**
 * Another program's column of type NUMERIC or DECIMAL holds 8.91 as a double. It is the one nearest to 8.91 and to no
 * other number of as few digits, so these can be told; what was reckoned in floating point is beside them.
 */
function exactly(value: number, scale: number | undefined): string | undefined {
  if (scale === undefined) return undefined;
  const text = value.toFixed(scale);
  const digits = text.replace(/^-?0*\.?0*/, "").replace(".", "").length;
  return plain.test(text) && Number(text) === value && digits <= doubleDigits
    ? text.replace(/^-(?=[0.]*$)/, "")
    : undefined;
}

function codecOf(scale: number | undefined): Codec<string> {
  const decode = (raw: unknown): string => {
    if (typeof raw === "number") {
      const exact = exactly(raw, scale);
      if (exact !== undefined) return exact;
      throw new ValueError(
        "SQLite worked this decimal out in floating point, so its digits are not exact. " +
          "In hand-written SQL, use chakra_decimal_sum and its like, or do the arithmetic in JavaScript.",
      );
    }
    const text = typeof raw === "bigint" ? String(raw) : raw;
    if (typeof text !== "string" || !plain.test(text)) throw misfit(raw, "a decimal");
    const value = scale === undefined ? text : rescale(text, scale);
    if (value === undefined) throw misfit(raw, `a decimal of ${scale} digits after the point`);
    return value;
  };
  return { encode: (value) => value, decode, exactIntegers: true };
}

const functionNames: ReadonlyMap<string, string> = new Map([
  ["+", "chakra_decimal_add"],
  ["-", "chakra_decimal_subtract"],
  ["*", "chakra_decimal_multiply"],
  ["%", "chakra_decimal_modulo"],
]);

/**
 * Exact decimals, as TEXT in one canonical form. Equal numbers are equal texts; where the order matters, a function of
 * the connection turns them into texts that sort as the numbers do, and others reckon with them.
 */
export const decimal: Storage<string> = {
  type: () => "text",
  codec: ({ scale }) => codecOf(scale),
  check: decimalShape,
  aggregate: (name, expression) => `chakra_decimal_${name}(${expression})`,
  arithmetic: (operator, left, right) => {
    const name = functionNames.get(operator);
    if (name !== undefined) return `${name}(${left}, ${right})`;
    throw new UnsupportedError("SQLite cannot divide decimals exactly. Read them, and divide in JavaScript.");
  },
  // A schema may use only functions that every SQLite has, so here the order is that of a double: 15 digits.
  inExpression: (column) => `cast(${column} as real)`,
  ordered: (expression) => `chakra_decimal(${expression})`,
};
