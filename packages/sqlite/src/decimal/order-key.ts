import { decimalParts } from "./parts.js";

/** How many digits there are, in digits that sort as the number does: their own count comes first. */
function sortable(length: number): string {
  const digits = String(length);
  return `${digits.length}${digits}`;
}

/** Turns the order of digits round: 0 for 9, 1 for 8. */
const complement = (digits: string): string => digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));

/**
 * A text whose order is the order of the numbers, exact for any number of digits: `"9.5"` before `"10.25"`, `"-2"`
 * before `"-1"`. First the sign, then how many digits stand before the point, then all digits; for a negative number
 * the complement of these, ended by a character above all digits, since a longer fraction is the smaller number.
 */
export function decimalOrderKey(value: unknown): string {
  const { negative, whole, fraction } = decimalParts(value);
  if (whole === "" && fraction === "") return "1";
  const magnitude = sortable(whole.length) + whole + fraction;
  return negative ? `0${complement(magnitude)}~` : `2${magnitude}`;
}
