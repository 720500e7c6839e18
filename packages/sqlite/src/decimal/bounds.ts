import { decimalParts } from "./parts.js";

type Literal = (value: string) => string;

/**
 * The condition that a decimal column is at least, or at most, a bound: exact for any number of digits, and in functions
 * that every SQLite has, so that other programs can write to the table. Stored decimals have no leading zeros, so of two
 * with the same sign the one with more digits before the point is the larger; with as many, text order decides, once
 * the zeros at the end are gone.
 */
export function decimalBound(column: string, operator: ">=" | "<=", bound: string, literal: Literal): string {
  const { negative, whole, fraction } = decimalParts(bound);
  const text = `${negative ? "-" : ""}${whole || "0"}.${fraction}`;
  const length = `instr(${column} || '.', '.')`;
  const stripped = `rtrim(${column} || iif(instr(${column}, '.') > 0, '', '.'), '0')`;
  const place = text.indexOf(".") + 1;
  // Among negative numbers the longer text is the smaller number.
  const larger = (operator === ">=") !== negative;
  const [beyond, within] = larger ? [">", ">="] : ["<", "<="];
  const sameSign = `(${length} ${beyond} ${place} or (${length} = ${place} and ${stripped} ${within} ${literal(text)}))`;
  const isNegative = `${column} glob '-*'`;
  if (!negative) return operator === ">=" ? `(not ${isNegative} and ${sameSign})` : `(${isNegative} or ${sameSign})`;
  return operator === ">=" ? `(not ${isNegative} or ${sameSign})` : `(${isNegative} and ${sameSign})`;
}
