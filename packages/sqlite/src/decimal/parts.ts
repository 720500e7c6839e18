import { QueryError } from "@chakra-orm/core/internal";

/** A decimal taken apart, without the zeros that mean nothing. */
export interface DecimalParts {
  readonly negative: boolean;
  /** Digits before the point, none for a number below one. */
  readonly whole: string;
  /** Digits after the point. */
  readonly fraction: string;
}

const plain = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/;

/** Takes a decimal in plain notation apart. Zero has no digits and no sign. */
export function decimalParts(value: unknown): DecimalParts {
  const match = plain.exec(String(value));
  if (match === null || !/\d/.test(match[0])) {
    throw new QueryError("SQLite was asked for the order or sum of decimals, and met a value that is no decimal.");
  }
  const [, sign, whole = "", fraction = ""] = match;
  return { negative: sign === "-" && whole + fraction !== "", whole, fraction };
}
